{{- waits_for(['int_judged_state']) -}}
select *
from {{ ref('int_exemptions') }}
