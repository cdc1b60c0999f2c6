with local_as_of as (
    select
        g.program,
        cast({{ utc_to_local('a.as_of_at', 'c.timezone') }} as date) as as_of_date
    from {{ ref('sla_programs') }} as g
    inner join {{ ref('business_calendars') }} as c on g.calendar_id = c.calendar_id
    cross join {{ ref('int_as_of') }} as a
),

windows as (
    select
        w.*,
        d.as_of_date,
        coalesce(p.period_no, 0) as period_no,
        w.unit in ('ever', 'first_orders') as is_from_the_start,
        case w.unit when 'month' then w.length else 0 end as months,
        case w.unit when 'day' then w.length when 'week' then 7 * w.length else 0 end as days
    from {{ ref('sla_windows') }} as w
    inner join local_as_of as d on w.program = d.program
    left join {{ ref('int_window_periods') }} as p
        on w.program = p.program and w.metric_code = p.metric_code and w.window_code = p.window_code
),

ends as (
    select
        *,
        cast(case ends_on
            when 'last_week' then date_trunc('week', as_of_date)
            when 'last_month' then date_trunc('month', as_of_date)
            when 'this_month' then date_trunc('month', as_of_date) + interval '1' month
            else as_of_date + (1 - skip_days) * interval '1' day
        end - period_no * months * interval '1' month - period_no * days * interval '1' day as date) as window_end_date
    from windows
),

starts as (
    select
        *,
        cast(case
            when is_from_the_start then timestamp '1900-01-01 00:00:00'
            else window_end_date - months * interval '1' month - days * interval '1' day
        end as date) as window_start_date
    from ends
)

select
    program,
    metric_code,
    window_code,
    period_no,
    title as window_title,
    is_headline,
    is_binding,
    choice,
    needs_volume,
    length,
    unit,
    months,
    days,
    skip_days,
    as_of_date,
    window_start_date,
    window_end_date,
    cast(case
        when is_from_the_start then window_start_date + interval '0' day
        else window_start_date - months * interval '1' month - days * interval '1' day
    end as date) as previous_start_date,
    cast(case ends_on
        when 'last_week' then window_end_date + interval '7' day
        when 'last_month' then window_end_date + interval '1' month
        when 'this_month' then window_end_date + interval '0' day
    end as date) as next_move_date
from starts
