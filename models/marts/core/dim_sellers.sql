with newest as (
    select
        *,
        row_number() over (partition by seller_id order by valid_from desc) as version_no
    from {{ ref('int_known__sellers') }}
),

programs as (
    select
        seller_id,
        {{ ordered_list('program', 'program') }} as programs
    from {{ ref('int_seller_programs') }}
    group by seller_id
),

first_orders as (
    select
        seller_id,
        min(ordered_at) as first_ordered_at
    from {{ ref('fct_orders') }}
    group by seller_id
)

select
    n.seller_id,
    n.seller_name,
    n.legal_entity,
    n.country,
    n.timezone,
    n.seller_group,
    n.email,
    p.programs,
    f.first_ordered_at
from newest as n
left join programs as p on n.seller_id = p.seller_id
left join first_orders as f on n.seller_id = f.seller_id
where n.version_no = 1
