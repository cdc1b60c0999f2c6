-- The orders as they are published.
select
    h.order_id, h.purchase_id, h.seller_id, 'marketplace' as source, h.marketplace, h.buyer_ref, h.buyer_country,
    h.ship_from_country, c.calendar_id, c.timezone, h.fulfilled_by, h.shipping_method, h.is_test, h.is_preorder, h.line_count,
    h.unit_count, h.order_value_minor, h.currency, h.ordered_at, {% for status in STATUSES %}h.{{ status }}_at, {% endfor %}
    h.current_status, h.cancelled_by, h.ship_until as promised_ship_until, h.delivery_until as promised_delivery_until,
    h.carrier, h.parcel_count, a.order_id is not null as has_anomaly, h.newest_loaded_at as last_loaded_at
from history as h
left join anomaly as a on h.order_id = a.order_id
left join calendar as w on w.calendar_id = lower(h.ship_from_country) || '_mon_fri'
left join calendar as c on c.calendar_id = coalesce(
    w.calendar_id,
    case
        when h.in_mall then '{{ PRAGUE }}' when h.in_convictional then '{{ NEW_YORK }}' when h.in_house then '{{ PRAGUE }}'
    end
)
