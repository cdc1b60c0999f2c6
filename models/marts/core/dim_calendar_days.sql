select
    d.calendar_id,
    c.timezone,
    d.local_date,
    d.opens_at,
    d.closes_at,
    d.is_business_day,
    d.is_holiday,
    d.holiday_name,
    d.business_day_no
from {{ ref('int_calendar__days') }} as d
inner join {{ ref('int_calendar__in_use') }} as c on c.calendar_id = d.calendar_id
