-- Events of the few orders that step back or were loaded in disorder: what lies behind and ahead of each.
with odd as (
    select distinct order_id
    from placed_event
    where move = {{ REVERSAL }} or loaded_at > later_loaded_at
),

behind as (
    select
        e.*,
        min(e.status) over (
            partition by e.order_id order by e.event_no rows between unbounded preceding and 1 preceding
        ) as lowest_before
    from placed_event as e
    inner join odd as o on e.order_id = o.order_id
),

moves as (
    select
        order_id, status, event_at, recorded_at, actor, reason_code, loaded_at, last_loaded_at, deliveries, event_no,
        case when move = {{ REVERSAL }} and status < lowest_before then {{ ILLEGAL }} else move end as move
    from behind
),

ahead as (
    select
        *,
        min(case when move = {{ REVERSAL }} then status end) over later as falls_back_to,
        min(loaded_at) over later as later_loaded_at
    from moves
    window later as (partition by order_id order by event_no rows between 1 following and unbounded following)
)

select *, status < {{ DELIVERED }} and coalesce(falls_back_to < status, false) as is_reverted
from ahead
