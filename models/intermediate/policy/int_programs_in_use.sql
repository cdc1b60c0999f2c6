select
    program,
    calendar_id
from {{ ref('sla_programs') }}
where
    enrolment = 'everyone'
    or program in (select m.program from {{ ref('int_known__seller_programs') }} as m)
