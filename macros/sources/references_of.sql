{#-
    The clauses `references` and `mapped_by` of a landed table's contract: a list of {column, delivered, parent, codes, reason}.
    The expression `delivered` of a row must be a value of the first key column of the landed table `parent`, or a `value` of
    the subquery `codes`.
-#}
{% macro references_of(table) -%}
    {%- set contract = contract_of(table) -%}
    {%- set prefix = '' if contract.source_name == 'raw' else contract.source_name ~ '__' -%}
    {%- set found = [] -%}
    {%- for column in contract.columns.values() -%}
        {%- set parent = column.config.meta.get('references') -%}
        {%- set mapped = column.config.meta.get('mapped_by') or {} -%}
        {%- set names = parent.table if parent else mapped.get('seed') -%}
        {%- if names -%}
            {%- set codes -%}
                {%- if not parent -%}
                (select {{ mapped.column }} as value from {{ ref(mapped.seed) }}
                {%- if 'system' in mapped %} where source = '{{ mapped.system }}'{% endif %})
                {%- endif -%}
            {%- endset -%}
            {%- do found.append({
                'column': column.name,
                'delivered': 'r.' ~ column.name if parent else 'lower(r.' ~ column.name ~ ')',
                'parent': prefix ~ names if parent,
                'codes': codes if not parent,
                'reason': column.name ~ ': not known in ' ~ names,
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
