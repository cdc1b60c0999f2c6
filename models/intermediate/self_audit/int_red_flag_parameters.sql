{#- All checks in one row, so that an order is asked all of them at once. -#}
select
    {%- for flag in red_flags() + ['sudden_volume'] %}
    max(case when r.flag_code = '{{ flag }}' then r.parameter end) as {{ flag }},
    {%- endfor %}
    a.as_of_at,
    a.as_of_at - {{ var('audited_days') }} * interval '1' day as audited_from
from {{ ref('red_flag_rules') }} as r
cross join {{ ref('int_as_of') }} as a
group by a.as_of_at
