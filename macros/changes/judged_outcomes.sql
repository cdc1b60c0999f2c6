{#- The relation that holds the verdicts which this build has judged: all of them, or those of changed orders. -#}
{% macro judged_outcomes() -%}
    {%- set all, changed = ref('fct_sla_outcomes'), ref('int_judged_outcomes') -%}
    {{ return(all if judges_everything() else changed) }}
{%- endmacro %}
