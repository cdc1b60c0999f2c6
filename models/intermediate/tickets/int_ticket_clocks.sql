with pauses as (
    select
        metric_code,
        entity_id,
        cast(sum({{ seconds_between('paused_at', 'resumed_at') }}) as bigint) as paused_seconds
    from {{ ref('int_ticket_pauses') }}
    group by metric_code, entity_id
)

select
    s.metric_code,
    s.ticket_id,
    s.entity_id,
    s.event_no,
    s.started_at,
    s.stopped_at,
    {{ seconds_between('s.started_at', 's.stopped_at') }} - coalesce(p.paused_seconds, 0) as running_seconds
from {{ ref('int_ticket_spans') }} as s
left join pauses as p on s.metric_code = p.metric_code and s.entity_id = p.entity_id
