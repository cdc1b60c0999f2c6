-- One wide row per order: what happened, what was promised, and what its parcels and returns say.
{%- macro named(column, words) -%}
case {{ column }} {% for word in words %}when {{ loop.index0 }} then '{{ word }}' {% endfor %}end
{%- endmacro %}
with joined as (
    select
        o.*,
        {% for status in STATUSES %}m.{{ status }}_at, {% endfor %}
        m.left_open_at, m.shipped_recorded_at, m.delivered_recorded_at, m.returned_recorded_at, m.after_final_at,
        {{ named('m.delivered_by', ACTORS) }} as delivered_by,
        {{ named('m.cancelled_by', ACTORS) }} as cancelled_by,
        {{ named('m.after_final_by', ACTORS) }} as after_final_by,
        {{ named('mod(m.newest, 16)', each_twice(STATUSES)) }} as current_status,
        coalesce(mod(m.newest, 2) = 1, false) as is_unavailable,
        p.ship_until, p.delivery_until,
        s.parcel_count, s.number_count, s.link_count, s.carrier, s.scanned_at, s.carrier_delivered_at,
        r.requested_at,
        coalesce(l.line_count, 0) as line_count, coalesce(l.unit_count, 0) as unit_count,
        greatest(o.loaded_at, m.last_loaded_at) as newest_loaded_at
    from known_order as o
    left join milestone as m on o.order_id = m.order_id
    left join promise as p on o.order_id = p.order_id
    left join parcel as s on o.order_id = s.order_id
    left join return_request as r on o.order_id = r.order_id
    left join line as l on o.order_id = l.order_id
),

moments as (
    select
        *,
        {{ payment }} as payment,
        coalesce(shipped_at, delivered_at, returned_at) as sent_at,
        coalesce(delivered_recorded_at, returned_recorded_at) as reported_at,
        coalesce(returned_at, delivered_at, cancelled_at) as ended_at,
        coalesce(shipped_at, delivered_at) as kept_from,
        {{ seconds_between('open_at', 'shipped_at') }} as ship_time_seconds
    from joined
)

select j.*, a.due_at as confirmation_due_at, b.due_at as report_due_at
from moments as j
left join calendar_hour as a on j.warehouse = a.calendar_id and date_trunc('hour', j.open_at) = a.hour_at
left join calendar_hour as b on j.warehouse = b.calendar_id and date_trunc('hour', j.carrier_delivered_at) = b.hour_at
