{#-
    Query for the moments of a back-fill, one row each: as_of_at and newest_at, up to which rows are landed, as texts, and
    is_missing, 1 where the history lacks the day of a program that it knows. No row before the first build has finished.

    moments: moments in UTC, as texts.
-#}
{% macro moments_to_fill(moments) -%}
    {%- set history, newest = previous('fct_seller_scorecard_history'), high_waters() -%}
    {%- set programs, calendars = ref('sla_programs'), ref('business_calendars') -%}
    {%- if not previous('int_judged_state') -%}
select '' as as_of_at, '' as newest_at, 1 as is_missing where 1 = 0
    {%- else -%}
with moments as (
    select timestamp '{{ moments | join("' as as_of_at union all select timestamp '") }}' as as_of_at
),

there as (
    {{ 'select distinct program, as_of_date from ' ~ history if history else "select 'none' as program, date '1900-01-01' as as_of_date" }}
),

days as (
    select m.as_of_at, p.program, cast({{ utc_to_local('m.as_of_at', 'c.timezone') }} as date) as as_of_date
    from moments as m
    left join (select distinct program from there) as p on true
    left join {{ programs }} as g on p.program = g.program
    left join {{ calendars }} as c on g.calendar_id = c.calendar_id
)

select
    cast(d.as_of_at as {{ text_type() }}) as as_of_at,
    (select cast(max(high_water_at) as {{ text_type() }}) from ({{ newest }}) as high_waters) as newest_at,
    max(case when t.program is null then 1 else 0 end) as is_missing
from days as d
left join there as t on d.program = t.program and d.as_of_date = t.as_of_date
group by d.as_of_at
    {%- endif -%}
{%- endmacro %}
