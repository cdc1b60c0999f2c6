{#-
    Bad days leave a window that is over its limit, days that are known enter it, and no order more is counted on: good ones bring the day
    forward. Whenever a bad day has left, it is looked at anew. Of the live limits and of drafts alike.
-#}
{%- set key = ['draft_id', 'seller_id', 'program', 'metric_code', 'window_code', 'choice'] -%}
{%- set of_limit = ['statistic', 'is_value', 'is_at_least', 'is_strict', 'limit_ppm', 'limit_units', 'limit_count'] -%}
{%- set of_window = ['window_start_date', 'months', 'days', 'skip_days', 'bad_unit'] -%}
with beyond as (
    {%- for draft, results in {"''": 'int_window_results', 'draft_id': 'int_draft_results'}.items() %}
    select
        {{ draft }} as draft_id,
        {{ (key[1:] + of_limit + of_window) | join(', ') }}
    from {{ ref(results) }}
    where is_over and period_no = 0 and months + days > 0 and statistic in ('bad_rate', 'good_rate', 'bad_count', 'mean')
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

known as (
    select
        {% for column in key + of_limit + of_window %}b.{{ column }}, {% endfor %}
        w.ends_on,
        d.anchor_date,
        d.population_count,
        d.measured_value_sum,
        d.measured_value_count,
        case b.bad_unit when 'accountable' then d.accountable_bad_count else d.breached_count + d.overdue_count end as bad_count
    from beyond as b
    inner join {{ ref('sla_windows') }} as w
        on b.program = w.program and b.metric_code = w.metric_code and b.window_code = w.window_code and b.choice = w.choice
    inner join {{ ref('fct_seller_sla_daily') }} as d
        on b.seller_id = d.seller_id and b.program = d.program and b.metric_code = d.metric_code and b.window_start_date <= d.anchor_date
),

starts as (
    select distinct
        {{ (key + of_limit) | join(', ') }}, months, days, skip_days, ends_on,
        cast(case ends_on
            when 'as_of' then anchor_date + interval '1' day
            when 'last_week' then date_trunc('week', anchor_date) + interval '7' day
            else date_trunc('month', anchor_date) + interval '1' month
        end as date) as start_date
    from known
    where case when is_value then measured_value_count else bad_count end > 0
),

moved as (
    select
        {{ (key + of_limit) | join(', ') }}, skip_days, ends_on, start_date,
        cast(start_date + months * interval '1' month + days * interval '1' day as date) as end_date
    from starts
),

counted as (
    select
        {% for column in key + of_limit + ['skip_days', 'ends_on', 'end_date'] %}m.{{ column }}, {% endfor %}
        coalesce(sum(k.population_count), 0) as population_count,
        coalesce(sum(k.bad_count), 0) as counted_bad,
        coalesce(sum(k.measured_value_sum), 0) as value_total,
        coalesce(sum(k.measured_value_count), 0) as value_parts
    from moved as m
    left join known as k
        on m.start_date <= k.anchor_date and k.anchor_date < m.end_date
        {%- for column in key %} and m.{{ column }} = k.{{ column }}{% endfor %}
    group by {% for column in key + of_limit + ['skip_days', 'ends_on', 'end_date'] %}m.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
)

select
    {{ key[:-1] | join(', ') }},
    cast(min(case ends_on
        when 'as_of' then end_date + (skip_days - 1) * interval '1' day
        when 'this_month' then end_date - interval '1' month
        else end_date + interval '0' day
    end) as date) as within_limit_on
from counted
where case when is_value then value_parts else counted_bad end = 0 or not {{ is_beyond('limit', 'is_strict') }}
group by {{ key[:-1] | join(', ') }}
