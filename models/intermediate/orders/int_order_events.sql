with placed as (
    select
        e.order_id,
        o.seller_id,
        row_number() over (
            partition by e.order_id order by e.event_at, e.source_sequence nulls last, s.stage, e.status
        ) as event_no,
        coalesce(
            lag(e.status) over (
                partition by e.order_id order by e.event_at, e.source_sequence nulls last, s.stage, e.status
            ),
            'none'
        ) as previous_status,
        min(s.stage) over (
            partition by e.order_id order by e.event_at, e.source_sequence nulls last, s.stage, e.status
            rows between unbounded preceding and 1 preceding
        ) as lowest_stage_before,
        e.status,
        s.stage,
        s.is_final,
        e.event_at,
        e.recorded_at,
        e.loaded_at,
        e.last_loaded_at,
        e.actor,
        e.reason_code,
        e.delivery_count,
        o.fulfilled_by
    from {{ ref('int_distinct_order_events') }} as e
    inner join {{ ref('order_statuses') }} as s on e.status = s.status
    inner join {{ ref('int_known__orders') }} as o on e.order_id = o.order_id
),

{#- A step back leads to where the order has been. An earlier step that is dated too late takes nothing back. -#}
moves as (
    select
        p.*,
        case
            when p.previous_status = p.status then 'repeat'
            when t.kind = 'reversal' and p.stage < p.lowest_stage_before then 'illegal'
            else coalesce(t.kind, case when f.is_final then 'after_final' else 'illegal' end)
        end as move
    from placed as p
    left join {{ ref('status_transitions') }} as t
        on p.previous_status = t.from_status and p.status = t.to_status and t.fulfilled_by in ('any', p.fulfilled_by)
    left join {{ ref('order_statuses') }} as f on p.previous_status = f.status
),

{#- A legal step back voids every later status that came before it; a final status is never voided. -#}
fallbacks as (
    select
        *,
        min(case when move = 'reversal' then stage end) over (
            partition by order_id order by event_no rows between 1 following and unbounded following
        ) as falls_back_to,
        min(loaded_at) over (
            partition by order_id order by event_no rows between 1 following and unbounded following
        ) as later_loaded_at
    from moves
)

select
    order_id,
    seller_id,
    event_no,
    status,
    previous_status,
    move,
    event_at,
    recorded_at,
    loaded_at,
    last_loaded_at,
    later_loaded_at,
    actor,
    reason_code,
    delivery_count,
    coalesce(falls_back_to < stage, false) and not is_final as is_reverted
from fallbacks
