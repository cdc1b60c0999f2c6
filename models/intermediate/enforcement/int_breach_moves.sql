{{ config(materialized='view') }}
{#-
    A day enters a window when the window's end has passed it and leaves it a length later; in between nothing changes. So a seller
    has twice as many rows as days with orders, however long the windows are.
-#}
{%- set counts = ['population_count', 'bad_count', 'accountable_bad_count', 'measured_value_sum', 'measured_value_count'] -%}
with entries as (
    select
        d.*,
        w.window_code,
        w.choice,
        w.months,
        w.days,
        cast(w.as_of_date + (1 - w.judged_after_days) * interval '1' day as date) as last_end_date,
        {{ window_end_after('d.anchor_date', 'w.ends_on') }} as enters_date
    from {{ ref('int_breach_days') }} as d
    inner join {{ ref('int_breach_windows') }} as w on d.policy_id = w.policy_id
    left join {{ ref('int_first_orders') }} as f
        on d.seller_id = f.seller_id and w.program = f.program and w.metric_code = f.metric_code
        and w.window_code = f.window_code and w.choice = f.choice
    where f.last_date is null or d.anchor_date <= f.last_date
),

{#- A month before the 31st of May is the 30th of April, as it is before the 30th: the day leaves when both have passed. -#}
stays as (
    select
        *,
        greatest(
            cast(enters_date + months * interval '1' month + days * interval '1' day as date),
            cast(anchor_date + months * interval '1' month + (days + 1) * interval '1' day as date)
        ) as leaves_date
    from entries
),

moves as (
    select
        s.*,
        k.sign,
        case when k.sign = 1 then s.enters_date else s.leaves_date end as window_end_date
    from stays as s
    cross join (values (1), (-1)) as k (sign)
    where k.sign = 1 or s.months + s.days > 0
)

select
    m.seller_id,
    m.policy_id,
    m.window_code,
    c.choice,
    {%- for column in counts %}
    cast(sum(case when m.choice = c.choice then m.sign * m.{{ column }} else 0 end) as bigint) as {{ column }},
    {%- endfor %}
    m.window_end_date
from moves as m
inner join {{ ref('int_breach_windows') }} as c on m.policy_id = c.policy_id and m.window_code = c.window_code
where m.window_end_date <= m.last_end_date
group by m.seller_id, m.policy_id, m.window_code, c.choice, m.window_end_date
