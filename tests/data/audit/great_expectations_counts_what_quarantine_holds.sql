-- Each clause of the contract is counted twice: as a check (by Great Expectations, or anew in each build), and as the reason of
-- quarantined rows. Both must see the same faults.
with expected as (
    select
        r.raw_table,
        r.file_hash,
        r.detail as reason,
        sum(r.unexpected_count) as row_count
    from {{ ref('fct_data_quality_results') }} as r
    inner join {{ ref('fct_landed_files') }} as f on r.raw_table = f.raw_table and r.file_hash = f.file_hash
    where r.severity = 'warning' and r.unexpected_count > 0
    group by r.raw_table, r.file_hash, r.detail
),

reasons as (
    select
        raw_table,
        file_hash,
        {{ text_parts('reasons', '; ') }} as reason
    from {{ ref('fct_quarantined_rows') }}
),

-- A reason may end in what is special about one row: `line: 3 fields where the header has 8`, `...: row 7 wins`.
named as (
    select
        raw_table,
        file_hash,
        case
            when reason like 'line: %' then 'line: cannot be read'
            when reason like '%: row % wins' then substr(reason, 1, position(': row ' in reason) - 1)
            else reason
        end as reason
    from reasons
),

quarantined as (
    select
        raw_table,
        file_hash,
        reason,
        count(*) as row_count
    from named
    group by raw_table, file_hash, reason
)

select
    coalesce(e.raw_table, q.raw_table) as raw_table,
    coalesce(e.file_hash, q.file_hash) as file_hash,
    coalesce(e.reason, q.reason) as reason,
    e.row_count as expected_count,
    q.row_count as quarantined_count
from expected as e
full join quarantined as q on e.raw_table = q.raw_table and e.file_hash = q.file_hash and e.reason = q.reason
where coalesce(e.row_count, 0) <> coalesce(q.row_count, 0)
