{{ config(materialized='view') }}
select distinct
    p.policy_id,
    c.timezone
from {{ ref('sla_policies') }} as p
inner join {{ ref('sla_programs') }} as g on p.program = g.program
inner join {{ ref('business_calendars') }} as c on g.calendar_id = c.calendar_id
