with local_as_of as (
    select
        g.program,
        cast({{ utc_to_local('a.as_of_at', 'c.timezone') }} as date) as as_of_date
    from {{ ref('sla_programs') }} as g
    inner join {{ ref('business_calendars') }} as c on g.calendar_id = c.calendar_id
    cross join {{ ref('int_as_of') }} as a
),

ends as (
    select
        w.*,
        d.as_of_date,
        cast(case w.ends_on
            when 'last_month' then date_trunc('month', d.as_of_date)
            when 'this_month' then date_trunc('month', d.as_of_date) + interval '1' month
            else d.as_of_date + (1 - w.skip_days) * interval '1' day
        end as date) as window_end_date
    from {{ ref('sla_windows') }} as w
    inner join local_as_of as d on w.program = d.program
),

starts as (
    select
        *,
        cast(case unit
            when 'ever' then timestamp '1900-01-01 00:00:00'
            when 'month' then window_end_date - length * interval '1' month
            else window_end_date - length * interval '1' day
        end as date) as window_start_date
    from ends
)

select
    program,
    metric_code,
    window_code,
    title as window_title,
    is_headline,
    choice,
    needs_volume,
    length,
    unit,
    skip_days,
    as_of_date,
    window_start_date,
    window_end_date,
    cast(case unit
        when 'ever' then window_start_date + interval '0' day
        when 'month' then window_start_date - length * interval '1' month
        else window_start_date - length * interval '1' day
    end as date) as previous_start_date,
    cast(case ends_on
        when 'last_month' then window_end_date + interval '1' month
        when 'this_month' then window_end_date + interval '0' day
    end as date) as next_move_date
from starts
