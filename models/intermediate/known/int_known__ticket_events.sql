with delivered as (
    {{- delivered_rows('ticket_events') | indent(4) }}
)

select
    d.ticket_id,
    d.event_type,
    d.author_role,
    coalesce(d.is_public, true) as is_public,
    coalesce(d.is_automated, false) as is_automated,
    d.status,
    d.event_at,
    d.source_sequence,
    d.loaded_at
from delivered as d
inner join {{ ref('int_as_of') }} as a on d.loaded_at <= a.as_of_at
inner join {{ ref('int_known__tickets') }} as t on d.ticket_id = t.ticket_id
