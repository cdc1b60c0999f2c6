{#- By the due time without an exemption: an exemption changes a verdict, not the day that it counts on. -#}
with placed as (
    select
        *,
        coalesce(
            case anchor when 'started' then started_at when 'stopped' then clock_stopped_at when 'due' then due_at end,
            created_at
        ) as anchor_at
    from {{ ref('int_due') }}
)

select
    p.*,
    coalesce(s.local_date, cast(p.anchor_at as date)) as anchor_date
from placed as p
left join {{ ref('int_calendar__slots') }} as s
    on p.program_calendar_id = s.calendar_id and {{ slot_no('p.anchor_at') }} = s.slot_no
