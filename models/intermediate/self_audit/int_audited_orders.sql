{#- Null: the order is none of those that a check asks about. -#}
with orders as (
    select
        o.*,
        e.shipped_recorded_at,
        e.delivered_by_seller_at,
        e.tracking_added_at,
        e.first_seen_at,
        p.backdated_shipping,
        p.bulk_shipping,
        p.unseen_delivery,
        p.as_of_at,
        count(o.shipped_at) over (partition by o.seller_id, date_trunc('minute', o.shipped_at)) as shipped_with_it
    from {{ ref('fct_orders') }} as o
    inner join {{ ref('int_red_flag_parameters') }} as p on o.ordered_at >= p.audited_from
    left join {{ ref('int_audited_events') }} as e on o.order_id = e.order_id
    where o.fulfilled_by <> 'platform' and not o.is_test
)

select
    o.order_id,
    o.seller_id,
    o.ordered_at,
    case
        when o.shipped_at <= o.promised_ship_until
            then o.shipped_recorded_at > o.promised_ship_until
                and {{ seconds_between('o.shipped_at', 'o.shipped_recorded_at') }} > o.backdated_shipping
    end as backdated_shipping,
    case when o.shipped_at is not null then o.shipped_with_it >= o.bulk_shipping end as bulk_shipping,
    case when o.tracking_added_at is not null then r.order_id is not null end as tracking_reused,
    case when o.first_seen_at is not null then o.first_seen_at < o.ordered_at end as moved_before_order,
    case
        when o.cancelled_at is not null and o.promised_ship_until is not null
            then o.cancelled_by = 'buyer' and o.cancelled_at > o.promised_ship_until
    end as late_buyer_cancellation,
    case
        when o.tracking_added_at is not null and o.delivered_by_seller_at + o.unseen_delivery * interval '1' day <= o.as_of_at
            then o.first_seen_at is null
    end as unseen_delivery
from orders as o
left join {{ ref('int_reused_tracking') }} as r on o.order_id = r.order_id
