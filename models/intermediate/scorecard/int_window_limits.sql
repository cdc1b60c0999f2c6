{#-
    The limit in force on the last day of the window, as integers. A seller without any order takes the program's own policy.
-#}
with program_policies as (
    select
        program,
        metric_code,
        min(policy_id) as policy_id
    from {{ ref('sla_policies') }}
    where seller_id = 'any' and seller_group = 'any' and buyer_country = 'any'
    group by program, metric_code
),

counts as (
    select
        c.*,
        coalesce(c.policy_id, p.policy_id) as limiting_policy_id
    from {{ ref('int_window_counts') }} as c
    left join program_policies as p on c.program = p.program and c.metric_code = p.metric_code
)

select
    c.*,
    t.statistic,
    t.comparator,
    t.limit_value,
    t.warn_value,
    t.min_volume,
    t.min_bad_count,
    t.bad_unit,
    t.confidence,
    t.source_url,
    t.is_assumption as is_limit_assumption,
    m.units_per_value,
    t.statistic not in ('bad_rate', 'good_rate', 'bad_count') as is_value,
    t.comparator in ('at_least', 'above') as is_at_least,
    case when t.comparator in ('below', 'above') then 1 else 0 end as is_strict,
    {%- for unit, column in {'bad_unit': 'counted_bad', 'min_bad_unit': 'counted_for_minimum'}.items() %}
    case t.{{ unit }}
        when 'buyers' then c.bad_buyer_count
        when 'accountable' then c.accountable_bad_count
        when 'in_a_row' then coalesce(u.longest_bad_run, 0)
        else c.bad_count
    end as {{ column }},
    {%- endfor %}
    {{ limit_as_integers('t.limit_value', 'limit', 't.statistic', 'm.units_per_value') }},
    {{ limit_as_integers('t.warn_value', 'warn', 't.statistic', 'm.units_per_value') }}
from counts as c
inner join {{ ref('sla_metrics') }} as m on c.metric_code = m.metric_code
left join {{ ref('sla_thresholds') }} as t
    on c.limiting_policy_id = t.policy_id
    and c.window_code = t.window_code
    and t.valid_from < c.window_end_date and (t.valid_to is null or c.window_end_date <= t.valid_to)
left join {{ ref('int_bad_runs') }} as u
    on c.seller_id = u.seller_id and c.program = u.program and c.metric_code = u.metric_code
    and c.window_code = u.window_code and c.period_no = u.period_no and c.choice = u.choice
