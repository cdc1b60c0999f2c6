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
from {{ ref('log_gx_results') }}
