{#-
    Whether this build judges every order, not only the changed ones: int_judging says so, and why. Its caller must depend
    on that.
-#}
{% macro judges_everything() -%}
    {%- if not execute or not graph.get('nodes') -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set judging = previous('int_judging') -%}
    {%- if not judging -%}
        {{ return(true) }}
    {%- endif -%}
    {{ return(run_query('select count(everything_because) from ' ~ judging).rows[0][0] | int == 1) }}
{%- endmacro %}
