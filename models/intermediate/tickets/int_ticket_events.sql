{#-
    The same event is one however often it is delivered. What happened at one time is ordered as the source numbers it, else words
    come first and the further status last.
-#}
with events as (
    select distinct
        ticket_id,
        event_type,
        author_role,
        is_public,
        is_automated,
        status,
        event_at,
        source_sequence
    from {{ ref('int_known__ticket_events') }}
    where event_type = 'message' or status is not null
)

select
    e.*,
    s.is_solved,
    row_number() over (
        partition by e.ticket_id
        order by
            e.event_at, e.source_sequence nulls last, e.event_type, s.stage, e.author_role nulls last, e.is_automated, e.is_public
    ) as event_no
from events as e
left join {{ ref('ticket_statuses') }} as s on e.status = s.status
