{#-
    Business seconds in [started_at, stopped_at), negative when they are swapped: the seconds in which the calendar was open.
    The time zone, clock changes, holidays, breaks and shifts are all in the slots; a stop costs two equal joins and no loop:

        inner join int_calendar__slots as a on a.calendar_id = x.calendar_id and a.slot_no = slot_no('x.started_at')
        inner join int_calendar__slots as b on b.calendar_id = x.calendar_id and b.slot_no = slot_no('x.stopped_at')

    first_slot, last_slot   aliases of those two rows (a, b)
    started_at, stopped_at  UTC timestamps
-#}
{% macro business_seconds(first_slot, started_at, last_slot, stopped_at) -%}
    ({{ open_seconds_at(last_slot, stopped_at) }} - {{ open_seconds_at(first_slot, started_at) }})
{%- endmacro %}
