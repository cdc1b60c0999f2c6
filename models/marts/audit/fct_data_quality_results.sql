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
),

still_failing as (
    select
        r.raw_table,
        c.file_name,
        r.suite,
        r.expectation
    from results as r
    inner join {{ ref('int_checked_files') }} as c on r.raw_table = c.raw_table and r.file_hash = c.file_hash and c.is_newest
    where not r.success
)

select
    r.raw_table,
    r.suite,
    r.expectation,
    r.severity,
    r.success,
    r.unexpected_count,
    r.element_count,
    r.file_name,
    r.file_hash,
    r.detail,
    r.run_id,
    r.checked_at,
    case
        when c.is_there then 'there'
        when c.replaced_at is null then 'gone'
        when n.expectation is null then 'mended'
        else 'replaced'
    end as file_state,
    case when not c.is_there then c.replaced_at end as replaced_at
from results as r
inner join {{ ref('int_checked_files') }} as c on r.raw_table = c.raw_table and r.file_hash = c.file_hash
left join still_failing as n
    on r.raw_table = n.raw_table and c.file_name = n.file_name and r.suite = n.suite and r.expectation = n.expectation
