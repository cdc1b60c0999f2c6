with clocks as (
    select c.clock_id, u.calendar_id, c.amount, c.is_start_day_one, c.cutoff_minute, c.due_minute
    from {{ ref('sla_clocks') }} as c
    inner join {{ ref('int_calendar__clock_calendars') }} as u on u.clock_id = c.clock_id
    where c.due_rule = 'business_days'
),

-- The first instant that shows due_minute, or the last second of the day. A minute that is skipped in spring is the jump.
due_days as (
    select
        c.clock_id,
        c.calendar_id,
        d.business_day_no,
        coalesce(
            min(s.slot_at + greatest(c.due_minute - s.local_minute, 0) * interval '1' minute),
            max(d.ends_at) - interval '1' second
        ) as due_at
    from clocks as c
    inner join {{ ref('int_calendar__days') }} as d on d.calendar_id = c.calendar_id and d.is_business_day
    left join {{ ref('int_calendar__slots') }} as s
        on s.calendar_id = d.calendar_id
        and s.local_date = d.local_date
        and s.local_minute > c.due_minute - {{ var('slot_seconds') // 60 }}
    group by c.clock_id, c.calendar_id, d.business_day_no
),

-- Past the cut-off is past: a clock set back in autumn does not bring it back, so instants are compared, not clock faces.
starts as (
    select
        c.clock_id,
        c.calendar_id,
        s.slot_no,
        d.business_day_no + c.amount - case when c.is_start_day_one then 1 else 0 end as due_day_no,
        d.is_business_day and (
            c.cutoff_minute is null
            or coalesce(
                max(case when s.local_minute >= c.cutoff_minute then 1 end) over (
                    partition by c.clock_id, c.calendar_id, s.local_date order by s.slot_no
                ), 0
            ) = 0
        ) as is_counted_today
    from clocks as c
    inner join {{ ref('int_calendar__slots') }} as s on s.calendar_id = c.calendar_id
    inner join {{ ref('int_calendar__days') }} as d on d.calendar_id = s.calendar_id and d.local_date = s.local_date
)

select s.clock_id, s.calendar_id, s.slot_no, d.due_at
from starts as s
inner join due_days as d
    on d.clock_id = s.clock_id
    and d.calendar_id = s.calendar_id
    and d.business_day_no = s.due_day_no + case when s.is_counted_today then 0 else 1 end
