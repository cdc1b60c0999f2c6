-- Sums of a window and of the one before it.
{%- set sums = {
    'population_count': 'population_count', 'bad_count': 'breached_count + overdue_count',
    'measured_value_sum': 'measured_value_sum', 'measured_value_count': 'measured_value_count',
} %}
with days as (
    select d.*, l.window_code, l.as_of_date, d.anchor_date >= l.window_start_date as is_now
    from fct_seller_sla_daily as d
    inner join sla_limit as l
        on d.metric_code = l.metric_code and d.anchor_date >= l.previous_start_date and d.anchor_date < l.window_end_date
)

select
    seller_id, metric_code, window_code,
    {% for name, value in sums.items() -%}
    sum({{ value }}) filter (where is_now) as {{ name }},
    sum({{ value }}) filter (where not is_now) as previous_{{ name }},
    {% endfor -%}
    {% for name in ('accountable_bad_count', 'pending_count', 'excluded_count', 'void_count') -%}
    sum({{ name }}) filter (where is_now) as {{ name }},
    {% endfor -%}
    sum(population_count) filter (where is_now and {{ plus_days('anchor_date', 'maturity_days') }} > as_of_date) as immature_count,
    min(anchor_date) filter (where is_now and breached_count + overdue_count > 0) as oldest_bad_date
from days
group by seller_id, metric_code, window_code
