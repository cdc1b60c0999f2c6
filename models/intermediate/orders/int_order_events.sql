{%- set in_order = 'partition by e.order_id order by e.event_at, e.source_sequence nulls last, s.stage, e.status' -%}
{%- set later = 'partition by order_id order by event_no rows between 1 following and unbounded following' -%}
with placed as (
    select
        e.*,
        s.stage,
        s.is_final,
        row_number() over ({{ in_order }}) as event_no,
        coalesce(lag(e.status) over ({{ in_order }}), 'none') as previous_status,
        lead(e.loaded_at) over ({{ in_order }}) as next_loaded_at
    from {{ ref('int_distinct_order_events') }} as e
    inner join {{ ref('order_statuses') }} as s on e.status = s.status
),

moves as (
    select
        p.*,
        o.seller_id,
        case
            when p.previous_status = p.status then 'repeat'
            else coalesce(t.kind, case when f.is_final then 'after_final' else 'illegal' end)
        end as move
    from placed as p
    inner join {{ ref('int_known__orders') }} as o on p.order_id = o.order_id
    left join {{ ref('status_transitions') }} as t
        on p.previous_status = t.from_status and p.status = t.to_status and t.fulfilled_by in ('any', o.fulfilled_by)
    left join {{ ref('order_statuses') }} as f on p.previous_status = f.status
),

{#- Few orders step back or were loaded in disorder; only they need a look further than one event behind and ahead. -#}
winding_events as (
    select
        m.*,
        min(m.stage) over (
            partition by m.order_id order by m.event_no rows between unbounded preceding and 1 preceding
        ) as lowest_stage_before
    from moves as m
    inner join (select distinct order_id from moves where move = 'reversal' or loaded_at > next_loaded_at) as w
        on m.order_id = w.order_id
),

{#- A step back leads to where the order has been. An earlier step that is dated too late takes nothing back. -#}
steps as (
    select
        *,
        case when move = 'reversal' and stage < lowest_stage_before then 'illegal' else move end as step
    from winding_events
),

{#- A legal step back voids every later status that came before it; a final status is never voided. -#}
fallbacks as (
    select
        order_id,
        event_no,
        step,
        coalesce(min(case when step = 'reversal' then stage end) over ({{ later }}) < stage, false) and not is_final as is_reverted,
        min(loaded_at) over ({{ later }}) as later_loaded_at
    from steps
)

select
    m.order_id,
    m.seller_id,
    m.event_no,
    m.status,
    m.previous_status,
    coalesce(f.step, m.move) as move,
    m.event_at,
    m.recorded_at,
    m.loaded_at,
    m.last_loaded_at,
    coalesce(f.later_loaded_at, m.next_loaded_at) as later_loaded_at,
    m.actor,
    m.reason_code,
    m.delivery_count,
    coalesce(f.is_reverted, false) as is_reverted
from moves as m
left join fallbacks as f on m.order_id = f.order_id and m.event_no = f.event_no
