{#- What a statistic, a window or a severity cannot be; contradictions between limits in time are in int_policy_mistakes. -#}
with limits as (
    select
        t.policy_id,
        t.window_code,
        t.statistic,
        t.comparator,
        t.limit_value,
        p.program,
        m.metric_code,
        m.unit
    from {{ ref('sla_thresholds') }} as t
    inner join (select distinct policy_id, program, metric_code from {{ ref('sla_policies') }}) as p on t.policy_id = p.policy_id
    inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code
),

mistakes as (
    select
        'sla_thresholds' as seed, concat(
            'The limit of ', policy_id, ' for window ', window_code, ' is a ', statistic, ' of ', metric_code,
            ', which is a share: it measures no value.'
        ) as sentence
    from limits
    where statistic not in ('bad_rate', 'good_rate', 'bad_count') and unit = 'share'
    union all
    select
        'sla_thresholds', concat(
            'The limit of ', policy_id, ' for window ', window_code, ' is a ', statistic, ' and says ', comparator, ': bad ones are ',
            case when statistic = 'good_rate' then 'few when good ones are at_least or above a limit.' else 'few when they are at_most or below a limit.' end
        )
    from limits
    where
        (statistic in ('bad_rate', 'bad_count') and comparator in ('at_least', 'above'))
        or (statistic = 'good_rate' and comparator in ('at_most', 'below'))
    union all
    select 'sla_thresholds', concat('The limit of ', policy_id, ' for window ', window_code, ' counts bad ones and must be a whole number.')
    from limits
    where statistic = 'bad_count' and limit_value <> floor(limit_value)
    union all
    select
        'sla_windows', concat(
            'Window ', window_code, ' of ', program, ' and ', metric_code, ' is over the first orders: it must end on as_of, without days left out.'
        )
    from {{ ref('sla_windows') }}
    where unit = 'first_orders' and (ends_on <> 'as_of' or skip_days <> 0)
    union all
    select
        'sla_severities', concat(
            'Severity ', v.severity_code, ' of ', v.policy_id, ' names the window "', v.window_code, '", for which the policy has no limit.'
        )
    from {{ ref('sla_severities') }} as v
    left join limits as t on v.policy_id = t.policy_id and v.window_code = t.window_code
    where t.policy_id is null
    union all
    select
        'sla_severities', concat(
            'Severity ', v.severity_code, ' of ', v.policy_id, ' asks for ', v.min_periods, ' of ', v.of_periods,
            ' periods: that takes a window that ends on last_week or last_month, and no more than it looks at.'
        )
    from {{ ref('sla_severities') }} as v
    inner join limits as t on v.policy_id = t.policy_id and v.window_code = t.window_code
    inner join {{ ref('sla_windows') }} as w
        on t.program = w.program and t.metric_code = w.metric_code and t.window_code = w.window_code
    where v.min_periods > v.of_periods or (v.of_periods > 1 and w.ends_on not in ('last_week', 'last_month'))
    union all
    select
        'sla_severities', concat(
            'Severity ', v.severity_code, ' of ', v.policy_id, ' is kept out of by ', v.comparator, ' a value, and the limit itself by ',
            t.comparator, ': both must look the same way.'
        )
    from {{ ref('sla_severities') }} as v
    inner join limits as t on v.policy_id = t.policy_id and v.window_code = t.window_code
    where case when v.comparator in ('at_most', 'below') then 1 else 0 end <> case when t.comparator in ('at_most', 'below') then 1 else 0 end
)

select distinct
    seed,
    sentence
from mistakes
