{#- The clauses by which landed tables name rows of the landed table `parent`: a list of {table, reference, place in its contract}. -#}
{% macro children_of(parent) -%}
    {%- set found = [] -%}
    {%- for table in landed_tables() -%}
        {%- for reference in references_of(table) if reference.parent == parent -%}
            {%- do found.append({'table': table, 'reference': reference, 'place': references_of(table).index(reference) + 1}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
