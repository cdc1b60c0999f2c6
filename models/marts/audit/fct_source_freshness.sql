with landed as (
    {%- for table in landed_tables() %}
    select
        '{{ table }}' as raw_table,
        count(*) as row_count,
        count(distinct _file_hash) as file_count,
        {{ 'max(loaded_at)' if 'loaded_at' in contract_of(table).columns else 'cast(null as timestamp)' }} as last_loaded_at
    from {{ ref('landed_' ~ table) }}
    where {{ is_accepted() }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    raw_table,
    row_count,
    file_count,
    last_loaded_at
from landed
