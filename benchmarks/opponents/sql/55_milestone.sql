-- When each status was first reached, who did it, and where the order is now. Place and word share one number: the least,
-- or greatest, place brings its word along.
with kept as (
    select
        *,
        -- What comes after a final status does not say where the order is, unless there is nothing else.
        case when move = {{ AFTER_FINAL }} then event_no else event_no + 1000000 end as place
    from event
)

select
    order_id,
    {% for status in STATUSES -%}
    min(case when status = {{ loop.index0 }} and not is_reverted then event_at end) as {{ status }}_at,
    {% endfor -%}
    min(case when status > 1 and not is_reverted then event_at end) as left_open_at,
    {% for status in ('shipped', 'delivered', 'returned') -%}
    min(case when status = {{ STATUS_CODES[status] }} and not is_reverted then recorded_at end) as {{ status }}_recorded_at,
    {% endfor -%}
    {% for status in ('delivered', 'cancelled') -%}
    mod(min(case when status = {{ STATUS_CODES[status] }} and not is_reverted then event_no * 8 + actor end), 8) as {{ status }}_by,
    {% endfor -%}
    max(
        case when not is_reverted then place * 16 + status * 2 + case when reason_code = 'unavailable' then 1 else 0 end end
    ) as newest,
    min(case when move = {{ AFTER_FINAL }} and not is_reverted then event_at end) as after_final_at,
    min(case when move = {{ AFTER_FINAL }} and not is_reverted then actor end) as after_final_by,
    max(last_loaded_at) as last_loaded_at
from kept
group by order_id
