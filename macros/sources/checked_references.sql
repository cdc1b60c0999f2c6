{#-
    Two CTEs of a landed table: `<table>_checked`, its accepted rows with the reasons to hold each back (empty: none), and
    `<table>_known`, the values of its first key column that other tables may refer to, each with its seller. They need the CTE of beaten_rows.
-#}
{% macro checked_references(table) -%}
{%- set contract, references = contract_of(table), references_of(table) -%}
{%- set key = (contract.config.meta.get('unique_key') or ['_row_number']) | first -%}
{%- set sellers = ['r.seller_id'] if 'seller_id' in contract.columns else [] -%}
{%- for reference in references if reference.parent and not sellers -%}
    {%- do sellers.append('k_' ~ reference.column ~ '.seller_id') -%}
{%- endfor -%}
{{ table }}_checked as (
    select
        r._file_name,
        r._file_hash,
        r._row_number,
        r.{{ key }} as value,
        {{ sellers | first | default('cast(null as ' ~ text_type() ~ ')', true) }} as seller_id,
        concat_ws('; ', null
            {%- for reference in references %},
            case when r.{{ reference.column }} is not null and k_{{ reference.column }}.value is null then '{{ reference.reason }}' end
            {%- endfor %}, b.reason
        ) as reason
    from {{ ref('landed_' ~ table) }} as r
    {%- for reference in references %}
    left join {{ reference.known }} as k_{{ reference.column }} on {{ reference.delivered }} = k_{{ reference.column }}.value
    {%- endfor %}
    left join {{ table }}_beaten as b on r._file_hash = b._file_hash and r._row_number = b._row_number
    where {{ is_accepted('r') }}
),

{{ table }}_known as (
    select
        value,
        max(seller_id) as seller_id
    from {{ table }}_checked
    where reason = ''
    group by value
)
{%- endmacro %}
