{{- waits_for(['int_judging']) }}
{{ after_landing() }}
{% set tables = tables_with_versions() -%}
with
{%- for table in tables %}
{{ beaten_rows(table) }},
{% endfor %}
beaten as (
    {%- for table in tables %}
    select '{{ table }}' as raw_table, {{ faulty_columns(table) }}, r._beaten_by as reason
    from {{ table }}_beaten as r
    union all
    {%- endfor %}
    -- Not every system has such tables; this names the columns even so.
    select
        cast(null as {{ text_type() }}) as raw_table,
        cast(null as {{ text_type() }}) as _file_name,
        cast(null as {{ text_type() }}) as _file_hash,
        cast(null as bigint) as _row_number,
        cast(null as {{ text_type() }}) as value,
        cast(null as {{ text_type() }}) as about,
        cast(null as {{ text_type() }}) as reason
)

select
    raw_table,
    _file_name as file_name,
    _file_hash as file_hash,
    _row_number as row_number,
    value,
    about,
    reason
from beaten
where raw_table is not null
