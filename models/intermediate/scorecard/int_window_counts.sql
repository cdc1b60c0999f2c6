{%- set window = ['seller_id', 'program', 'metric_code', 'window_code', 'period_no', 'choice'] -%}
{%- set of_window = [
    'window_title', 'is_headline', 'is_binding', 'needs_volume', 'length', 'unit', 'months', 'days',
    'skip_days', 'as_of_date', 'window_start_date', 'next_move_date',
] -%}
{%- set counts = [
    'population_count', 'met_count', 'breached_count', 'overdue_count', 'pending_count', 'excluded_count', 'void_count',
    'accountable_bad_count', 'measured_value_sum', 'measured_value_count',
] -%}
{%- set previous_counts = ['population_count', 'met_count', 'measured_value_sum', 'measured_value_count'] -%}
with days as (
    select
        s.seller_id,
        w.program,
        w.metric_code,
        w.window_code,
        w.period_no,
        w.choice,
        w.as_of_date,
        f.last_date,
        {%- for column in counts %}
        d.{{ column }},
        {%- endfor %}
        d.policy_id, d.anchor_date, d.maturity_days,
        coalesce(d.anchor_date >= w.window_start_date, false) as is_in_window
    from {{ ref('int_seller_programs') }} as s
    inner join {{ ref('int_windows') }} as w on s.program = w.program
    left join {{ ref('int_first_orders') }} as f
        on s.seller_id = f.seller_id and w.program = f.program and w.metric_code = f.metric_code and w.window_code = f.window_code
    left join {{ ref('fct_seller_sla_daily') }} as d
        on s.seller_id = d.seller_id
        and w.program = d.program
        and w.metric_code = d.metric_code
        and w.previous_start_date <= d.anchor_date and d.anchor_date < w.window_end_date
        and (f.last_date is null or d.anchor_date <= f.last_date)
),

{#- By policy first: there are a thousand days to a policy, so to find the newest among policies is next to nothing. -#}
policies as (
    select
        {{ window | join(', ') }},
        policy_id,
        max(last_date) as last_date,
        {%- for column in counts %}
        sum(case when is_in_window then {{ column }} end) as {{ column }},
        {%- endfor %}
        {%- for column in previous_counts %}
        sum(case when not is_in_window then {{ column }} end) as previous_{{ column }},
        {%- endfor %}
        min(case when is_in_window and breached_count + overdue_count > 0 then anchor_date end) as oldest_bad_date,
        sum(case
            when is_in_window and anchor_date + maturity_days * interval '1' day > as_of_date then population_count
        end) as immature_count,
        row_number() over (
            partition by {{ window | join(', ') }} order by max(anchor_date) desc nulls last, policy_id
        ) as newest_no
    from days
    group by {{ window | join(', ') }}, policy_id
),

counted as (
    select
        {{ window | join(', ') }},
        max(case when newest_no = 1 then policy_id end) as policy_id,
        {%- for column in counts + ['immature_count'] %}
        cast(coalesce(sum({{ column }}), 0) as bigint) as {{ column }},
        {%- endfor %}
        {%- for column in previous_counts %}
        cast(coalesce(sum(previous_{{ column }}), 0) as bigint) as previous_{{ column }},
        {%- endfor %}
        min(oldest_bad_date) as oldest_bad_date, max(last_date) as last_date
    from policies
    group by {{ window | join(', ') }}
),

{#- Of the choices of a window, the first that has its volume. -#}
choices as (
    select
        c.*,
        {%- for column in of_window %}
        w.{{ column }},
        {%- endfor %}
        coalesce(cast(c.last_date + interval '1' day as date), w.window_end_date) as window_end_date,
        row_number() over (
            partition by c.seller_id, c.program, c.metric_code, c.window_code, c.period_no
            order by case when c.population_count >= w.needs_volume then 0 else 1 end, c.choice
        ) as choice_no
    from counted as c
    inner join {{ ref('int_windows') }} as w
        on {% for column in window[1:] %}{{ 'and ' if not loop.first }}c.{{ column }} = w.{{ column }} {% endfor %}
)

select
    c.*,
    c.breached_count + c.overdue_count as bad_count,
    c.previous_population_count - c.previous_met_count as previous_bad_count,
    coalesce(b.bad_buyer_count, 0) as bad_buyer_count
from choices as c
left join {{ ref('int_bad_buyers') }} as b
    on {% for column in window %}{{ 'and ' if not loop.first }}c.{{ column }} = b.{{ column }} {% endfor %}
where c.choice_no = 1
