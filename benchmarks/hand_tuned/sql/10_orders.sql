-- Sellers, the programs they are in, and the newest version of each order.

set variable as_of = (
    select max(loaded_at)
    from (
        select max(loaded_at) as loaded_at from raw_orders
        union all select max(loaded_at) from raw_order_status_history
        union all select max(loaded_at) from raw_order_promises
        union all select max(loaded_at) from raw_order_lines
        union all select max(loaded_at) from raw_shipments
        union all select max(loaded_at) from raw_returns
        union all select max(loaded_at) from raw_sellers
    )
);

create temp table seller as
select * exclude (newest_no)
from (
    select *, row_number() over (partition by seller_id order by valid_from desc, loaded_at desc) as newest_no
    from raw_sellers
)
where newest_no = 1;

-- A seller of whom no program is listed is in all three.
create temp table seller_program as
select distinct seller_id, lower(program) as program
from raw_seller_programs
union all
select seller_id, program
from seller cross join (values ('mall'), ('convictional'), ('house')) as programs (program)
where seller_id not in (select seller_id from raw_seller_programs);

-- In which programs a seller was, from when to when.
create temp table membership as
with moments as (
    select seller_id, timestamp '1900-01-01' as valid_from from seller
    union
    select seller_id, valid_from from raw_seller_programs
    union
    select seller_id, valid_to from raw_seller_programs where valid_to is not null
),

pieces as (
    select
        seller_id,
        valid_from,
        lead(valid_from, 1, timestamp 'infinity') over (partition by seller_id order by valid_from) as valid_to
    from moments
),

programs as (
    select seller_id, lower(program) as program, valid_from, coalesce(valid_to, timestamp 'infinity') as valid_to
    from raw_seller_programs
    union all
    select seller_id, program, timestamp '-infinity', timestamp 'infinity'
    from seller_program
    where seller_id not in (select seller_id from raw_seller_programs)
)

select
    i.seller_id,
    i.valid_from,
    i.valid_to,
    bool_or(p.program is not distinct from 'mall') as in_mall,
    bool_or(p.program is not distinct from 'convictional') as in_convictional,
    bool_or(p.program is not distinct from 'house') as in_house
from pieces as i
left join programs as p on i.seller_id = p.seller_id and p.valid_from <= i.valid_from and i.valid_from < p.valid_to
group by i.seller_id, i.valid_from, i.valid_to;

-- Few orders come in more than one version: only among these is the newest looked for.
-- From here on the number of an order is its rowid: half as wide to join and to group by as its text.
create temp table known_order as
with corrected as (
    select order_id, max(loaded_at) as newest_at
    from raw_orders
    group by order_id
    having count(*) > 1
)

select
    o.order_id,
    o.purchase_id,
    o.seller_id,
    o.marketplace,
    o.buyer_ref,
    upper(o.buyer_country) as buyer_country,
    upper(o.ship_from_country) as ship_from_country,
    coalesce(lower(o.ship_from_country) || '_mon_fri', 'cz_mon_fri') as warehouse_calendar_id,
    o.ordered_at,
    coalesce(o.fulfilled_by, 'seller') as fulfilled_by,
    o.shipping_method,
    coalesce(o.is_test, false) as is_test,
    coalesce(o.is_preorder, false) as is_preorder,
    o.order_value_minor,
    o.currency,
    o.loaded_at,
    m.in_mall,
    m.in_convictional,
    m.in_house
from raw_orders as o
inner join membership as m on o.seller_id = m.seller_id and m.valid_from <= o.ordered_at and o.ordered_at < m.valid_to
left join corrected as c on o.order_id = c.order_id
where o.loaded_at >= c.newest_at or c.newest_at is null;
