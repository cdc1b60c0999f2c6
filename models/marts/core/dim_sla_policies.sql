{#- Minimum volume and bad count are those of the newest limit of the headline window. -#}
with headline_limits as (
    select
        t.policy_id,
        t.min_volume,
        t.min_bad_count,
        row_number() over (partition by t.policy_id order by t.valid_from desc, t.window_code) as newest_no
    from {{ ref('sla_thresholds') }} as t
    inner join {{ ref('sla_policies') }} as p on t.policy_id = p.policy_id
    inner join {{ ref('sla_windows') }} as w
        on p.program = w.program and p.metric_code = w.metric_code and t.window_code = w.window_code and w.is_headline
)

select
    p.policy_id,
    p.policy_version,
    p.program,
    p.metric_code,
    p.valid_from,
    p.valid_to,
    p.buyer_country,
    p.seller_group,
    p.seller_id,
    p.binding,
    p.clock_id,
    c.description as clock_sentence,
    c.due_rule,
    c.amount,
    c.calendar_of,
    c.calendar_id,
    k.description as calendar_sentence,
    c.is_start_day_one,
    c.cutoff_minute,
    c.due_minute,
    c.promise_version,
    c.is_early_late,
    c.time_basis,
    p.anchor,
    p.maturity_days,
    p.is_carrier_accountable,
    p.rule as rule_sentence,
    l.min_volume,
    l.min_bad_count,
    p.source_url,
    p.is_assumption
from {{ ref('sla_policies') }} as p
inner join {{ ref('sla_clocks') }} as c on p.clock_id = c.clock_id
left join {{ ref('business_calendars') }} as k on c.calendar_id = k.calendar_id
left join headline_limits as l on p.policy_id = l.policy_id and l.newest_no = 1
