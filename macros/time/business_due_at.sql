{#-
    Last second in time of a business clock that starts at the timestamp `started_at`. `due` is the alias of the row of
    int_calendar__due_times for the clock, the resolved calendar and slot_no(started_at). A due time in business days is the
    same for the whole slot; one in business hours moves with the seconds since the slot began.
-#}
{% macro business_due_at(due, started_at) -%}
    case
        when {{ due }}.due_base_at is not null and {{ slot_offset(started_at) }} > 0
            then {{ due }}.due_base_at + {{ slot_offset(started_at) }} * interval '1' second
        else {{ due }}.due_at
    end
{%- endmacro %}
