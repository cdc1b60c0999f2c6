{#- The first version also holds for orders placed before it was recorded. -#}
with sellers as (
    select
        seller_id,
        country,
        seller_group,
        case
            when row_number() over (partition by seller_id order by valid_from) = 1 then timestamp '1900-01-01 00:00:00'
            else valid_from
        end as valid_from,
        lead(valid_from) over (partition by seller_id order by valid_from) as valid_to
    from {{ ref('int_known__sellers') }}
),

boundaries as (
    select
        seller_id,
        valid_from
    from sellers
    union
    select
        seller_id,
        valid_from
    from {{ ref('int_known__seller_programs') }}
    union
    select
        seller_id,
        valid_to
    from {{ ref('int_known__seller_programs') }}
    where valid_to is not null
),

pieces as (
    select
        seller_id,
        valid_from,
        lead(valid_from) over (partition by seller_id order by valid_from) as valid_to
    from boundaries
),

memberships as (
    select
        i.seller_id,
        i.valid_from,
        {{ ordered_list('p.program', 'p.program', '|') }} as programs
    from pieces as i
    inner join {{ ref('int_known__seller_programs') }} as p
        on i.seller_id = p.seller_id
        and p.valid_from <= i.valid_from and (p.valid_to is null or i.valid_from < p.valid_to)
    group by i.seller_id, i.valid_from
),

members as (
    select distinct seller_id
    from {{ ref('int_known__seller_programs') }}
)

select
    i.seller_id,
    i.valid_from,
    i.valid_to,
    s.country,
    s.seller_group,
    case
        when e.seller_id is null then 'any'
        else coalesce('|' || m.programs || '|', 'none')
    end as programs
from pieces as i
inner join sellers as s
    on i.seller_id = s.seller_id and s.valid_from <= i.valid_from and (s.valid_to is null or i.valid_from < s.valid_to)
left join memberships as m on i.seller_id = m.seller_id and i.valid_from = m.valid_from
left join members as e on i.seller_id = e.seller_id
