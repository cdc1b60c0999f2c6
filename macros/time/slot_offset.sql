{#- Whole seconds from the beginning of the UTC slot that holds the timestamp `utc` to that timestamp. -#}
{% macro slot_offset(utc) -%}
    mod({{ seconds_between("timestamp '1970-01-01 00:00:00'", utc) }}, {{ var('slot_seconds') }})
{%- endmacro %}
