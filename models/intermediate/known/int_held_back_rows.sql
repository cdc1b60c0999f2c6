{#- The clauses come from the input contract. A row is held back here, not at landing, so that a late parent frees it. -#}
{%- set tables = landed_tables() -%}
-- depends_on: {{ ref('status_map') }}, {{ ref('sla_programs') }}
with
{%- for table in tables %}
{{ beaten_rows(table) }},

{{ checked_references(table) }},
{% endfor %}
held_back as (
    {%- for table in tables %}
    select
        '{{ table }}' as raw_table,
        _file_name as file_name,
        _file_hash as file_hash,
        _row_number as row_number,
        reason,
        seller_id
    from {{ table }}_checked
    where reason <> ''
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select *
from held_back
