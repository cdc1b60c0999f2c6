with listed as (
    select distinct
        seller_id,
        program
    from {{ ref('int_known__seller_programs') }}
),

unlisted as (
    select distinct s.seller_id
    from {{ ref('int_known__sellers') }} as s
    left join listed as l on s.seller_id = l.seller_id
    where l.seller_id is null
),

marketplaces as (
    select distinct
        seller_id,
        marketplace
    from {{ ref('fct_orders') }}
)

select
    seller_id,
    program
from listed
union
select
    u.seller_id,
    p.program
from unlisted as u
left join marketplaces as m on u.seller_id = m.seller_id
inner join {{ ref('sla_programs') }} as p on p.enrolment = 'everyone' and p.marketplace in ('any', m.marketplace)
