{{ config(materialized='view') }}
{#- Of the choices of a window, the first that has its volume is number 1. -#}
{%- set counts = ['population_count', 'bad_count', 'accountable_bad_count', 'measured_value_sum', 'measured_value_count'] -%}
{%- set of_choice = 'partition by seller_id, policy_id, window_code, choice order by window_end_date' -%}
with running as (
    select
        seller_id,
        policy_id,
        window_code,
        choice,
        window_end_date,
        {%- for column in counts %}
        cast(sum({{ column }}) over ({{ of_choice }}) as bigint) as {{ column }},
        {%- endfor %}
        lead(window_end_date) over ({{ of_choice }}) as next_end_date
    from {{ ref('int_breach_moves') }}
)

select
    r.seller_id,
    r.policy_id,
    r.window_code,
    r.choice,
    row_number() over (
        partition by r.seller_id, r.policy_id, r.window_code, r.window_end_date
        order by case when r.population_count >= w.needs_volume then 0 else 1 end, r.choice
    ) as choice_no,
    w.program,
    w.metric_code,
    w.ends_on,
    w.months,
    w.days,
    w.judged_after_days,
    w.as_of_date,
    {%- for column in counts %}
    r.{{ column }},
    {%- endfor %}
    r.window_end_date,
    coalesce(
        r.next_end_date, {{ window_end_after("cast(w.as_of_date + (1 - w.judged_after_days) * interval '1' day as date)", 'w.ends_on') }}
    ) as until_end_date
from running as r
inner join {{ ref('int_breach_windows') }} as w on r.policy_id = w.policy_id and r.window_code = w.window_code and r.choice = w.choice
