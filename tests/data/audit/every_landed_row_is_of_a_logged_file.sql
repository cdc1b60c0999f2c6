-- The landed rows of a table are those of its logged files: nothing came in past the reader's count.
with files as (
    select
        raw_table,
        sum(accepted_count) as row_count
    from {{ ref('fct_landed_files') }}
    group by raw_table
),

held_back as (
    select
        raw_table,
        count(*) as row_count
    from {{ ref('int_held_back_rows') }}
    group by raw_table
)

select
    s.raw_table,
    cast(s.row_count as {{ text_type() }}) as what
from {{ ref('fct_source_freshness') }} as s
left join files as f on s.raw_table = f.raw_table
left join held_back as h on s.raw_table = h.raw_table
where s.row_count <> coalesce(f.row_count, 0) + coalesce(h.row_count, 0)
union all
select
    q.raw_table,
    q.file_name as what
from {{ ref('fct_quarantined_rows') }} as q
left join {{ ref('fct_landed_files') }} as f on q.raw_table = f.raw_table and q.file_hash = f.file_hash
where f.file_hash is null
