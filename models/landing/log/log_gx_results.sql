{{ config(materialized="view") }}
{{ after_landing() }}
select
    raw_table,
    suite,
    expectation,
    severity,
    success,
    unexpected_count,
    element_count,
    file_name,
    file_hash,
    detail,
    run_id,
    checked_at
from {{ source('landing_log', 'gx_results') }}
where raw_table in ('{{ landed_tables() | join("', '") }}')
