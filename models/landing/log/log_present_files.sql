{{ config(materialized="view") }}
{{ after_landing() }}
select
    raw_table,
    file_name,
    file_hash,
    seen_at
from {{ source('landing_log', 'present_files') }}
where raw_table in ('{{ landed_tables() | join("', '") }}')
