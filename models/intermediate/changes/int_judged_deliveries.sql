{{- waits_for(['int_judged_state']) -}}
select source, canonical_table
from {{ ref('int_deliveries') }}
