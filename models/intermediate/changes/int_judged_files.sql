{{- waits_for(['int_judged_state']) -}}
select distinct raw_table, file_hash
from {{ ref('log_files') }}
