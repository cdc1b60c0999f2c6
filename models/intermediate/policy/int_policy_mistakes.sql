{{ config(post_hook='{{ refuse_mistakes(this) }}') }}
{#- One branch per kind of mistake. The post-hook stops the build with the sentences. -#}
with policies as (
    select
        *,
        policy_id || ' version ' || cast(policy_version as {{ text_type() }}) as row_key
    from {{ ref('sla_policies') }}
),

mistakes as (
    select 'sla_policies' as seed, p.row_key, 'Policy ' || p.row_key || ' names the metric "' || p.metric_code || '", which is not in sla_metrics.' as sentence
    from policies as p
    left join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code
    where m.metric_code is null
    union all
    select 'sla_policies', p.row_key, 'Policy ' || p.row_key || ' names the program "' || p.program || '", which is not in sla_programs.'
    from policies as p
    left join {{ ref('sla_programs') }} as g on p.program = g.program
    where g.program is null
    union all
    select 'sla_policies', p.row_key, 'Policy ' || p.row_key || ' names the clock "' || p.clock_id || '", which is not in sla_clocks.'
    from policies as p
    left join {{ ref('sla_clocks') }} as c on p.clock_id = c.clock_id
    where c.clock_id is null
    union all
    select 'sla_policies', p.row_key, 'Policy ' || p.row_key || ' ends before it begins.'
    from policies as p
    where p.valid_to <= p.valid_from
    union all
    select 'sla_policies', a.row_key, 'Policy ' || a.row_key || ' and ' || b.row_key || ' cover the same sellers and metric at the same time.'
    from policies as a
    inner join policies as b
        on a.row_key < b.row_key and a.program = b.program and a.metric_code = b.metric_code
        and a.buyer_country = b.buyer_country and a.seller_group = b.seller_group and a.seller_id = b.seller_id
        and (a.valid_to is null or b.valid_from < a.valid_to) and (b.valid_to is null or a.valid_from < b.valid_to)
    union all
    select 'sla_clocks', c.clock_id, 'Clock ' || c.clock_id || ' counts ' || c.due_rule || ' and needs an amount and a known calendar.'
    from {{ ref('sla_clocks') }} as c
    left join {{ ref('business_calendars') }} as k on c.calendar_id = k.calendar_id
    where c.due_rule in ('business_days', 'business_hours')
        and (c.amount is null or (c.calendar_of = 'fixed' and k.calendar_id is null) or c.calendar_of = 'none')
    union all
    select 'sla_thresholds', p.row_key, 'Policy ' || p.row_key || ' has no limit for window ' || w.window_code || '.'
    from policies as p
    inner join {{ ref('sla_windows') }} as w on p.program = w.program and p.metric_code = w.metric_code and w.choice = 1
    left join {{ ref('sla_thresholds') }} as t on p.policy_id = t.policy_id and w.window_code = t.window_code
    where t.policy_id is null
    union all
    select 'sla_thresholds', t.policy_id, 'A limit names the policy "' || t.policy_id || '", which is not in sla_policies.'
    from {{ ref('sla_thresholds') }} as t
    left join policies as p on t.policy_id = p.policy_id
    where p.policy_id is null
    union all
    select 'sla_thresholds', t.policy_id, 'A limit of ' || t.policy_id || ' names the window "' || t.window_code || '", which is not in sla_windows.'
    from {{ ref('sla_thresholds') }} as t
    inner join policies as p on t.policy_id = p.policy_id
    left join {{ ref('sla_windows') }} as w
        on p.program = w.program and p.metric_code = w.metric_code and t.window_code = w.window_code
    where w.window_code is null
    union all
    select 'sla_thresholds', a.policy_id, 'Two limits of ' || a.policy_id || ' for window ' || a.window_code || ' hold at the same time.'
    from {{ ref('sla_thresholds') }} as a
    inner join {{ ref('sla_thresholds') }} as b
        on a.policy_id = b.policy_id and a.window_code = b.window_code and a.valid_from < b.valid_from
        and (a.valid_to is null or b.valid_from < a.valid_to)
    union all
    select 'sla_thresholds', t.policy_id, 'The limit of ' || t.policy_id || ' is a rate and must lie between 0 and 100.'
    from {{ ref('sla_thresholds') }} as t
    where t.statistic in ('bad_rate', 'good_rate') and (t.limit_value < 0 or t.limit_value > 100)
)

select distinct
    seed,
    row_key,
    sentence
from mistakes
