{{- waits_for(['int_judging']) -}}
{#- The clauses come from the input contract. A row is held back here, not at landing, so that a late parent frees it. -#}
{%- set tables = landed_tables() -%}
-- depends_on: {{ ref('status_map') }}, {{ ref('sla_programs') }}
with
{%- for table in tables %}
{{ beaten_rows(table) }},

{{ faulty_rows(table) }},

{{ held_back_rows(table) }},
{% endfor %}
held_back as (
    {%- for table in tables %}
    select * from {{ table }}_held_back
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
    reason,
    seller_id
from held_back
