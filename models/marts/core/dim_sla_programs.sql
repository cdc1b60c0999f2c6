select
    p.program,
    p.title,
    p.marketplace,
    p.enrolment,
    p.calendar_id,
    c.timezone,
    p.description,
    p.sort_order
from {{ ref('sla_programs') }} as p
inner join {{ ref('business_calendars') }} as c on p.calendar_id = c.calendar_id
