{#-
    How the seller is told whom a row of a landed table is about: {column, parent}. The column is the seller's own, then there
    is no parent, or names a row of the landed table `parent`, which has the seller; nothing where it cannot be told.
-#}
{% macro about_of(table) -%}
    {%- set parent = references_of(table) | selectattr('parent') | first -%}
    {%- if 'seller_id' in contract_of(table).columns -%}
        {{ return({'column': 'seller_id'}) }}
    {%- elif parent and 'seller_id' in contract_of(parent.parent).columns -%}
        {{ return({'column': parent.column, 'parent': parent.parent}) }}
    {%- endif -%}
    {{ return(none) }}
{%- endmacro %}
