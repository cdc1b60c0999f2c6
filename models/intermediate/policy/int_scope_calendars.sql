{#- The calendar an order is shown against: its warehouse's country, or else that of the first program it is in. -#}
with programs as (
    select
        s.scope_id,
        g.calendar_id as program_calendar_id,
        row_number() over (partition by s.scope_id order by g.sort_order, g.program) as program_no
    from {{ ref('int_scopes') }} as s
    inner join {{ ref('sla_programs') }} as g
        on {{ is_judged_by('g', 's') }}
)

select
    s.scope_id,
    k.calendar_id,
    k.timezone
from {{ ref('int_scopes') }} as s
left join programs as p on s.scope_id = p.scope_id and p.program_no = 1
left join {{ ref('business_calendars') }} as c on c.calendar_id = lower(s.ship_from_country) || '_mon_fri'
left join {{ ref('business_calendars') }} as k on k.calendar_id = coalesce(c.calendar_id, p.program_calendar_id)
