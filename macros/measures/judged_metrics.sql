{#-
    Of the metrics so named, those that a policy of this build judges: nobody pays for a measure that no seller is judged by.
    All of them where there are no policies to ask yet, as in a unit test. Its caller must wait for int_policies.

    metrics: list of metric codes.
-#}
{% macro judged_metrics(metrics) -%}
    {%- set policies = previous('int_policies') if execute and graph.get('nodes') -%}
    {%- set judged = run_query('select distinct metric_code from ' ~ policies).columns[0].values() if policies else [] -%}
    {{ return(metrics | select('in', judged) | list or metrics) }}
{%- endmacro %}
