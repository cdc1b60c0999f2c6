{{- waits_for(['int_judging']) }}
{{ after_landing() }}
{#- The clauses come from the input contract. A row is held back here, not at landing, so that a late parent frees it. -#}
{% set tables, parents = landed_tables(), [] -%}
-- depends_on: {{ ref('status_map') }}, {{ ref('ticket_status_map') }}, {{ ref('sla_programs') }}
with
{%- for table in tables %}
{{ faulty_rows(table) }},

{{ orphans_of(table) }}
{% endfor %}
faults as (
    {%- for table in tables %}
    {%- set about = about_of(table) or {} %}
    {%- do parents.append(about.parent) if about.parent %}
    select
        '{{ table }}' as raw_table, '{{ about.parent or '' }}' as about_table, about, _file_name, _file_hash, _row_number, place, reason
    from {{ table }}_faults
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

told_by_parent as (
    {%- for parent in parents | unique %}
    select '{{ parent }}' as about_table, k.value as about, max(k.seller_id) as seller_id
    from {{ known_values(parent, parent ~ '_faults', ['seller_id']) }} as k
    where k.value in (select f.about from faults as f where f.about_table = '{{ parent }}')
    group by k.value
    union all
    {%- endfor %}
    select distinct about_table, about, about as seller_id
    from faults
    where about_table = ''
)

select
    f.raw_table,
    f._file_name as file_name,
    f._file_hash as file_hash,
    f._row_number as row_number,
    {{ ordered_list('f.reason', 'f.place', '; ') }} as reason,
    max(s.seller_id) as seller_id
from faults as f
left join told_by_parent as s on f.about_table = s.about_table and f.about = s.about
group by f.raw_table, f._file_name, f._file_hash, f._row_number
