{#- The moment, UTC, that the last finished build knew about, as text; empty if there was none. -#}
{% macro judged_up_to() -%}
    {%- set state = previous('int_judged_state') -%}
    {%- if not state -%}{{ return('') }}{%- endif -%}
    {{ return(run_query('select cast(as_of_at as ' ~ text_type() ~ ') from ' ~ state).columns[0].values() | first | default('', true)) }}
{%- endmacro %}
