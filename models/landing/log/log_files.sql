{{ config(materialized="view") }}
{{ after_landing() }}
select
    raw_table,
    file_name,
    file_hash,
    landed_at,
    record_count,
    duplicate_count,
    extra_columns,
    absent_columns,
    delimiter,
    encoding
from {{ source('landing_log', 'file_log') }}
where raw_table in ('{{ landed_tables() | join("', '") }}')
