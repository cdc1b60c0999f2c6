{#- A line of which a part came back is two rows, so that each piece counts once: the pieces returned and the pieces kept. -#}
with pieces as (
    select
        l.*,
        f.part,
        case f.part when 'returned' then l.returned_quantity else l.quantity - l.returned_quantity end as piece_count
    from {{ ref('int_line_returns') }} as l
    cross join (values ('returned'), ('kept')) as f (part)
)

select
    'return_units' as metric_code,
    concat(line_id, ':', part) as entity_id,
    order_id,
    seller_id,
    scope_id,
    ordered_at as created_at,
    sent_at as started_at,
    case when part = 'returned' then requested_at end as stopped_at,
    case when part = 'returned' then requested_at end as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case when fate = 'returned' then part else fate end as circumstance,
    'seller' as attribution,
    piece_count as measured_value
from pieces
where piece_count > 0
