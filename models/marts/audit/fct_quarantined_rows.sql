with
{%- for table in landed_tables() %}
{{ table }}_rows as (
    select
        r._file_name as file_name,
        r._file_hash as file_hash,
        r._row_number as row_number,
        case when h.row_number is null then {{ reasons_text('r._reasons') }} else h.reason end as reasons,
        case
            when h.row_number is null then r._raw_record
            else {{ json_record('r', contract_of(table).columns) }}
        end as raw_record,
        r._landed_at as quarantined_at
    from {{ ref('landed_' ~ table) }} as r
    left join {{ ref('int_held_back_rows') }} as h
        on h.raw_table = '{{ table }}' and r._file_hash = h.file_hash and r._row_number = h.row_number
    where h.row_number is not null or not {{ is_accepted('r') }}
),
{% endfor %}
quarantined as (
    {%- for table in landed_tables() %}
    select '{{ table }}' as raw_table, * from {{ table }}_rows
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    raw_table,
    file_name,
    file_hash,
    row_number,
    reasons,
    raw_record,
    quarantined_at
from quarantined
