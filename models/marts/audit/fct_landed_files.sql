{#- Three counts made apart: the reader's of the file's records, the landed rows that are accepted, the quarantined ones. -#}
with accepted as (
    {%- for table in landed_tables() %}
    select
        '{{ table }}' as raw_table,
        _file_hash as file_hash,
        count(case when {{ is_accepted() }} then 1 end) as row_count
    from {{ ref('landed_' ~ table) }}
    group by _file_hash
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

held_back as (
    select
        raw_table,
        file_hash,
        count(*) as row_count
    from {{ ref('int_held_back_rows') }}
    group by raw_table, file_hash
),

quarantined as (
    select
        raw_table,
        file_hash,
        count(*) as row_count
    from {{ ref('fct_quarantined_rows') }}
    group by raw_table, file_hash
)

select
    f.raw_table,
    f.file_name,
    f.file_hash,
    f.landed_at,
    f.record_count,
    coalesce(a.row_count, 0) - coalesce(h.row_count, 0) as accepted_count,
    coalesce(q.row_count, 0) as quarantined_count,
    f.duplicate_count,
    f.extra_columns,
    f.absent_columns
from {{ ref('log_files') }} as f
left join accepted as a on f.raw_table = a.raw_table and f.file_hash = a.file_hash
left join held_back as h on f.raw_table = h.raw_table and f.file_hash = h.file_hash
left join quarantined as q on f.raw_table = q.raw_table and f.file_hash = q.file_hash
