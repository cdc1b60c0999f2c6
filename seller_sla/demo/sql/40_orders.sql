-- One slice of orders: who buys what from whom, and when. An order number decides everything else.
-- Session variables: first_order, last_order (exclusive), orders_total.

-- Six baskets in a hundred hold a second order, from another seller.
create or replace temp table basket_order as
with numbers as (
    select
        order_no,
        chance(order_no, 'second', 60) and not chance(order_no - 1, 'second', 60) and order_no > 0 as is_second
    from range(getvariable('first_order'), getvariable('last_order')) as t (order_no)
),

baskets as (
    select
        order_no,
        case when is_second then order_no - 1 else order_no end as basket_no,
        case when is_second then 2 else 1 end as part_no
    from numbers
)

select
    *,
    case when in_turn(basket_no, 754877, 260) then 'GB' else 'CZ' end as shop_country,
    basket_no * (select max(total_share) from day_share) // getvariable('orders_total') as share
from baskets;

create or replace temp table placed_order as
select
    b.order_no,
    b.basket_no,
    b.part_no,
    b.shop_country,
    -- Most people buy in the afternoon and in the evening.
    d.day + to_seconds(21600 + draw(b.basket_no, 'hour', 32400) + draw(b.basket_no, 'minute', 28800)) as ordered_at
from basket_order as b
asof join day_share as d on b.share >= d.first_share;

-- A seller by its share of the country, evenly spread; the second order of a basket looks half a turn further. Sellers who had not joined
-- yet leave the order to an established one.
create or replace temp table slice_order as
with aimed as (
    select
        p.*,
        (p.basket_no * 5698402910 % 10000000000 * w.country_weight // 10000000000 + (p.part_no - 1) * (w.country_weight // 2))
        % w.country_weight
            as seller_draw
    from placed_order as p
    inner join (select distinct country, country_weight from demo_seller) as w on p.shop_country = w.country
),

chosen as (
    select
        a.*,
        case
            when s.joined_date <= cast(a.ordered_at as date) or s.joined_date is null then s.seller_no
            else pick(a.order_no, 'instead', [3, 10, 13, 15, 16, 20])
        end as seller_no
    from aimed as a
    asof join demo_seller as s on a.shop_country = s.country and a.seller_draw >= s.first_draw
)

select
    c.order_no,
    'P' || (10001 + c.basket_no) || '-' || c.part_no as order_id,
    'P' || (10001 + c.basket_no) as purchase_id,
    s.seller_no,
    s.seller_id,
    s.country,
    case when s.profile = 8 then 'CZ closed in May' else s.country end as works_by,
    s.profile,
    c.ordered_at,
    row_number() over (partition by c.seller_no order by c.order_no) + draw(c.seller_no, 'first turn', 1000) as turn,
    h.* exclude (profile, since_date),
    case
        when s.country = 'GB' then pick(c.basket_no, 'buyer', ['GB', 'GB', 'GB', 'GB', 'GB', 'GB', 'GB', 'GB', 'FR', 'DE'])
        else pick(c.basket_no, 'buyer', ['CZ', 'CZ', 'CZ', 'CZ', 'CZ', 'CZ', 'CZ', 'SK', 'SK', 'PL'])
    end as buyer_country,
    case
        when s.seller_no = 5 then 'Kestrel'
        when s.country = 'GB' then pick(c.order_no, 'carrier', ['Union', 'Union', 'Union', 'Robin', 'Robin'])
        else pick(c.order_no, 'carrier', ['Blesk', 'Blesk', 'Sova', 'Sova', 'Holub'])
    end as carrier,
    chance(c.order_no, 'test', 10) as is_test,
    s.profile > 12 and chance(c.order_no, 'preorder', 12) as is_preorder,
    s.profile > 12 and chance(c.order_no, 'platform', 50) as is_platform_fulfilled,
    1 + draw(c.order_no, 'lines', 4) // 3 as line_count
from chosen as c
inner join demo_seller as s on c.seller_no = s.seller_no
asof join habit as h on s.profile = h.profile and cast(c.ordered_at as date) >= h.since_date;
