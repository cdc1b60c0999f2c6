{#-
    Open seconds of a calendar from its first slot to the timestamp `utc`. `slot` is the alias of the row of int_calendar__slots
    that holds `utc` (calendar_id of the calendar, slot_no = slot_no(utc)).
-#}
{% macro open_seconds_at(slot, utc) -%}
    ({{ slot }}.open_seconds_before + case when {{ slot }}.is_open then {{ slot_offset(utc) }} else 0 end)
{%- endmacro %}
