{#- A budget is for the headline window, a month counts as 30 days. Of all time or of first orders no pace can be told. -#}
with own as (
    select distinct
        policy_id,
        kind
    from {{ ref('alert_rules') }}
)

select
    r.rule_id,
    w.policy_id,
    w.program,
    w.metric_code,
    r.kind,
    r.short_days,
    r.long_days,
    r.opens_at,
    r.short_opens_at,
    r.closes_below,
    r.close_days,
    r.min_count,
    r.min_past_count,
    r.min_bad_count,
    w.window_code,
    w.months * 30 + w.days as budget_days,
    w.settled_after_days,
    cast(w.as_of_date - w.settled_after_days * interval '1' day as date) as last_date
from {{ ref('int_breach_windows') }} as w
inner join {{ ref('alert_rules') }} as r on r.policy_id in ('any', w.policy_id)
left join own as o on w.policy_id = o.policy_id and r.kind = o.kind
where
    w.is_headline and w.choice = 1
    and (r.policy_id = w.policy_id or o.policy_id is null)
    and (r.kind <> 'budget' or w.months + w.days > 0)
