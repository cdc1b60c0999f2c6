with results as (
    select
        raw_table, suite, expectation, severity, success, unexpected_count, element_count, file_name, file_hash, detail,
        run_id, checked_at
    from {{ ref('log_gx_results') }}
    union all
    -- These belong to no run: every build judges them anew, and says the same of the same rows.
    select
        raw_table, 'references', expectation, 'warning', unexpected_count = 0, unexpected_count, element_count, file_name,
        file_hash, case when unexpected_count = 0 then '' else reason end, null, null
    from {{ ref('int_reference_checks') }}
)

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
from results
