{#-
    Codes of the metrics whose clocks may stand still, as a list of SQL literals, so that the engine can skip the measures of
    all others. A unit test has no build to ask, and before the first build there is none; it gives no others.
-#}
{% macro metrics_that_pause() -%}
    {%- if execute and not graph.get('nodes') -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set pauses = ref('ticket_pauses') -%}
    {%- if not execute or not load_relation(pauses) -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return("'" ~ run_query('select distinct metric_code from ' ~ pauses).columns[0].values() | join("', '") ~ "'") }}
{%- endmacro %}
