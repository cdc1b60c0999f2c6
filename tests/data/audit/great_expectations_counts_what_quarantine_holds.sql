-- The contract is read twice: by Great Expectations, and by the SQL that quarantines rows. Both must see the same faults.
with checked as (
    select
        r.*,
        max(r.checked_at) over (partition by r.raw_table, r.file_hash) as last_checked_at
    from {{ ref('fct_data_quality_results') }} as r
    inner join {{ ref('fct_landed_files') }} as f on r.raw_table = f.raw_table and r.file_hash = f.file_hash
),

expected as (
    select
        raw_table,
        file_hash,
        detail as reason,
        unexpected_count as row_count
    from checked
    where checked_at = last_checked_at and severity = 'warning' and unexpected_count > 0
),

reasons as (
    {%- for table in landed_tables() %}
    select
        '{{ table }}' as raw_table,
        _file_hash as file_hash,
        unnest(_reasons) as reason
    from {{ ref('landed_' ~ table) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

-- A reason may end in what is special about one row: `line: 3 fields where the header has 8`, `...: row 7 wins`.
quarantined as (
    select
        raw_table,
        file_hash,
        case
            when reason like 'line: %' then 'line: cannot be read'
            when reason like '%: row % wins' then substr(reason, 1, position(': row ' in reason) - 1)
            else reason
        end as reason,
        count(*) as row_count
    from reasons
    group by 1, 2, 3
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
