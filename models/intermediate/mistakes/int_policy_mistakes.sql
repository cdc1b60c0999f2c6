{#- One branch per kind of contradiction between rows; what one row alone can tell is in int_seed_mistakes. -#}
with policies as (
    select
        *,
        concat(policy_id, ' version ', policy_version) as version_name
    from {{ ref('sla_policies') }}
),

windows as (
    select distinct program, metric_code, window_code
    from {{ ref('sla_windows') }}
),

-- When a limit ends and its policy goes on, or begins later, another limit must hold. Before the first limit none is needed.
moments as (
    select p.version_name, p.policy_id, t.window_code, t.valid_to as moment_at
    from policies as p
    inner join {{ ref('sla_thresholds') }} as t
        on p.policy_id = t.policy_id and p.valid_from <= t.valid_to and (p.valid_to is null or t.valid_to < p.valid_to)
    union
    select p.version_name, p.policy_id, t.window_code, p.valid_from
    from policies as p
    inner join {{ ref('sla_thresholds') }} as t on p.policy_id = t.policy_id and t.valid_to < p.valid_from
),

mistakes as (
    select 'sla_policies' as seed, concat('Policy ', version_name, ' ends before it begins.') as sentence
    from policies
    where valid_to <= valid_from
    union all
    select 'sla_policies', concat('Policy ', a.version_name, ' and ', b.version_name, ' cover the same sellers and metric at the same time.')
    from policies as a
    inner join policies as b
        on a.version_name < b.version_name and a.program = b.program and a.metric_code = b.metric_code
        and a.buyer_country = b.buyer_country and a.seller_group = b.seller_group and a.seller_id = b.seller_id
        and (a.valid_to is null or b.valid_from < a.valid_to) and (b.valid_to is null or a.valid_from < b.valid_to)
    union all
    select 'sla_clocks', concat('Clock ', clock_id, ' counts ', due_rule, ' and needs an amount and a calendar.')
    from {{ ref('sla_clocks') }}
    where due_rule in ('business_days', 'business_hours') and (amount is null or calendar_of = 'none')
    union all
    select 'sla_clocks', concat('Clock ', clock_id, ' counts early as late, and needs due_rule promise and promise_version latest.')
    from {{ ref('sla_clocks') }}
    where is_early_late and (due_rule <> 'promise' or promise_version <> 'latest')
    union all
    select 'sla_thresholds', concat('Policy ', p.version_name, ' has no limit for window ', w.window_code, '.')
    from policies as p
    inner join windows as w on p.program = w.program and p.metric_code = w.metric_code
    left join {{ ref('sla_thresholds') }} as t on p.policy_id = t.policy_id and w.window_code = t.window_code
    where t.policy_id is null
    union all
    select 'sla_thresholds', concat('A limit of ', t.policy_id, ' names the window "', t.window_code, '", which is not in sla_windows.')
    from {{ ref('sla_thresholds') }} as t
    inner join policies as p on t.policy_id = p.policy_id
    left join windows as w on p.program = w.program and p.metric_code = w.metric_code and t.window_code = w.window_code
    where w.window_code is null
    union all
    select 'sla_thresholds', concat('Two limits of ', a.policy_id, ' for window ', a.window_code, ' hold at the same time.')
    from {{ ref('sla_thresholds') }} as a
    inner join {{ ref('sla_thresholds') }} as b
        on a.policy_id = b.policy_id and a.window_code = b.window_code and a.valid_from < b.valid_from
        and (a.valid_to is null or b.valid_from < a.valid_to)
    union all
    select 'sla_thresholds', concat('The limit of ', policy_id, ' is a rate and must lie between 0 and 100.')
    from {{ ref('sla_thresholds') }}
    where statistic in ('bad_rate', 'good_rate') and (limit_value < 0 or limit_value > 100)
    union all
    select
        'sla_thresholds', concat(
            'Policy ', m.version_name, ' judges window ', m.window_code, ' from ', cast(m.moment_at as date),
            ' without a limit: give it the next one, or let the policy end then.'
        )
    from moments as m
    left join {{ ref('sla_thresholds') }} as t
        on m.policy_id = t.policy_id and m.window_code = t.window_code and t.valid_from <= m.moment_at
        and (t.valid_to is null or m.moment_at < t.valid_to)
    where t.policy_id is null
    union all
    select
        'sla_thresholds', concat(
            'The limit of ', policy_id, ' for window ', window_code, ' from ', cast(valid_from as date), ' is ', comparator, ' ',
            limit_value, ' and its warn_value ', warn_value, ', which is past the limit: it must be reached before it.'
        )
    from {{ ref('sla_thresholds') }}
    where
        (comparator in ('at_most', 'below') and warn_value > limit_value)
        or (comparator in ('at_least', 'above') and warn_value < limit_value)
)

select distinct
    seed,
    sentence
from mistakes
