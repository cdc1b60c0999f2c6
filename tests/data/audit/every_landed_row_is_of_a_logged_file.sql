with landed as (
    {%- for table in landed_tables() %}
    select distinct
        '{{ table }}' as raw_table,
        _file_hash as file_hash
    from {{ ref('landed_' ~ table) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    l.raw_table,
    l.file_hash
from landed as l
left join {{ ref('fct_landed_files') }} as f on l.raw_table = f.raw_table and l.file_hash = f.file_hash
where f.file_hash is null
