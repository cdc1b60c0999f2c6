with delivered as (
    {%- for table in ['shipments', 'returns', 'feedback', 'claims', 'invoices'] %}
    select source, '{{ table }}' as canonical_table, loaded_at
    from ({{ delivered_rows(table) }}) as {{ table }}_rows
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select distinct d.source, d.canonical_table
from delivered as d
inner join {{ ref('int_as_of') }} as a on d.loaded_at <= a.as_of_at
