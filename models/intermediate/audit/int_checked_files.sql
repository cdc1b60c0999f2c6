{#- What became of each checked file is worked out anew in every build: its content is there, or another one is, or none. -#}
with checked as (
    select
        raw_table,
        file_hash,
        max(file_name) as file_name,
        max(checked_at) as checked_at
    from {{ ref('log_gx_results') }}
    group by raw_table, file_hash
),

present as (
    select distinct
        raw_table,
        file_hash
    from {{ ref('log_present_files') }}
)

select
    c.raw_table,
    c.file_name,
    c.file_hash,
    p.file_hash is not null as is_there,
    min(f.landed_at) over (
        partition by c.raw_table, c.file_name order by c.checked_at rows between 1 following and unbounded following
    ) as replaced_at,
    row_number() over (
        partition by c.raw_table, c.file_name order by f.landed_at desc nulls last, c.file_hash
    ) = 1 as is_newest
from checked as c
left join {{ ref('log_files') }} as f on c.raw_table = f.raw_table and c.file_hash = f.file_hash
left join present as p on c.raw_table = p.raw_table and c.file_hash = p.file_hash
