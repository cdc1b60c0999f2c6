select
    program,
    rule,
    reason
from {{ ref('sla_program_gaps') }}
