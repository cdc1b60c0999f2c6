{#-
    Query for the one row of a model as an earlier build left it; a row of nulls if there is none, or in a full refresh. It is
    read into literals, so that a model can ask for its own: Spark drops a table before it writes it anew.

    model: name of a model of this project. columns: those to read, by name, each with its type.
-#}
{% macro previous_row(model, columns) -%}
    {%- set relation = previous(model) if execute and not flags.FULL_REFRESH -%}
    {%- if relation -%}
        {%- set texts = [] -%}
        {%- for column in columns -%}{%- do texts.append('cast(' ~ column ~ ' as ' ~ text_type() ~ ') as ' ~ column) -%}{%- endfor -%}
        {%- set row = run_query('select ' ~ texts | join(', ') ~ ' from ' ~ relation).rows | first -%}
    {%- endif -%}
    select
    {%- for column, data_type in columns.items() %}
        cast({{ 'null' if not row or row[column] is none else "'" ~ row[column] ~ "'" }} as {{ data_type }}) as {{ column }}
        {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
