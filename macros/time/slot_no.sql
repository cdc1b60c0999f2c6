{#- Number of the UTC slot that holds the timestamp `utc`, counted from 1970-01-01 00:00:00. -#}
{% macro slot_no(utc) -%}
    {{ int_div(seconds_between("timestamp '1970-01-01 00:00:00'", utc), var('slot_seconds')) }}
{%- endmacro %}
