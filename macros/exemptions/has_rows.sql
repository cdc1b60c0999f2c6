{#-
    Whether a table that this model depends on has rows now: what is made from it costs nothing where it has none. A unit test
    has rows.

    model: name of a model of this project that is built before.
-#}
{% macro has_rows(model) -%}
    {%- if not execute or not graph.get('nodes') -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set relation = previous(model) -%}
    {{ return(relation is not none and run_query('select 1 from ' ~ relation ~ ' limit 1').rows | length > 0) }}
{%- endmacro %}
