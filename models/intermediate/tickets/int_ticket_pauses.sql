{#- A pause before the start or after the stop is none of the clock's. One that a solution ends was a pause up to it. -#}
select
    s.metric_code,
    s.entity_id,
    case when t.starts_at < s.started_at then s.started_at else t.starts_at end as paused_at,
    case when t.ends_at is null or t.ends_at > s.stopped_at then s.stopped_at else t.ends_at end as resumed_at
from {{ ref('int_ticket_spans') }} as s
inner join {{ ref('ticket_pauses') }} as p on s.metric_code = p.metric_code
inner join {{ ref('int_ticket_stretches') }} as t on s.ticket_id = t.ticket_id and p.status = t.status
where
    (s.stopped_at is null or t.starts_at < s.stopped_at)
    and (t.ends_at is null or t.ends_at > s.started_at)
