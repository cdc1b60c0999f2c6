{#- The evidence begins with the window that opened the episode; of a window over all time it has no first day. -#}
{%- set peak = [
    'severity_rank', 'window_code', 'statistic', 'limit_value', 'population_count', 'bad_count', 'rate', 'measured_value', 'times_limit',
] -%}
select
    episode_id,
    seller_id,
    program,
    metric_code,
    policy_id,
    first_date,
    max(case when from_the_first = 1 then window_start_date end) as evidence_start_date,
    max(case when from_the_first = 1 then known_on_date end) as known_on_date,
    max(as_of_date) as as_of_date,
    cast(max(to_date) - interval '1' day as date) as last_date,
    max(case when from_the_last = 1 then next_status end) as ended_by,
    max(case
        when from_the_last = 1 and next_status is not null then cast(until_end_date + (judged_after_days - 1) * interval '1' day as date)
    end) as end_known_on_date,
    max(case when from_the_worst = 1 then cast(window_end_date - interval '1' day as date) end) as peak_date,
    {%- for column in peak %}
    max(case when from_the_worst = 1 then {{ column }} end) as peak_{{ column }},
    {%- endfor %}
    max(case when from_the_worst = 1 then limit_units end) as peak_limit_units,
    max(case when from_the_worst = 1 and is_value then case when is_at_least then -1 else 1 end end) as beyond_sign
from {{ ref('int_breach_episode_stretches') }}
group by episode_id, seller_id, program, metric_code, policy_id, first_date
