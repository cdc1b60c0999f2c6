{#-
    When a trigger recommends its step: from its day on, unless the seller's accepted plan gives immunity, or an appeal that was open
    before is still open; then from the day on which that ends. Until it lapses, a plan is accepted, or an appeal is granted.
-#}
with immunities as (
    select
        t.rule_id,
        t.episode_id,
        p.accepted_on as from_date,
        case
            when p.closed_on < p.accepted_on + t.immunity_days * interval '1' day then p.closed_on
            else cast(p.accepted_on + t.immunity_days * interval '1' day as date)
        end as to_date
    from {{ ref('int_enforcement_triggers') }} as t
    inner join {{ ref('int_enforcement_plans') }} as p on t.seller_id = p.seller_id and t.policy_id = p.policy_id
    where t.immunity_days is not null
),

appeals as (
    select
        t.rule_id,
        t.episode_id,
        a.opened_on,
        a.closed_on,
        a.outcome
    from {{ ref('int_enforcement_triggers') }} as t
    inner join {{ ref('int_enforcement_appeals') }} as a on t.seller_id = a.seller_id and t.policy_id = a.policy_id
),

starts as (
    select rule_id, episode_id, triggered_on as start_date
    from {{ ref('int_enforcement_triggers') }}
    union
    select rule_id, episode_id, to_date
    from immunities
    union
    select rule_id, episode_id, closed_on
    from appeals
    where closed_on is not null
),

ends as (
    select rule_id, episode_id, lapsed_on as end_date, lapse_reason as end_reason
    from {{ ref('int_enforcement_triggers') }}
    where lapsed_on is not null
    union all
    select rule_id, episode_id, from_date, 'plan_accepted'
    from immunities
    union all
    select rule_id, episode_id, closed_on, 'appeal_granted'
    from appeals
    where outcome = 'granted'
),

held as (
    select
        s.rule_id,
        s.episode_id,
        s.start_date,
        e.end_date,
        e.end_reason,
        row_number() over (partition by s.rule_id, s.episode_id, s.start_date order by e.end_date nulls last, e.end_reason) as first_no
    from starts as s
    left join ends as e on s.rule_id = e.rule_id and s.episode_id = e.episode_id and s.start_date < e.end_date
)

select
    t.rule_id,
    t.episode_id,
    t.seller_id,
    t.policy_id,
    t.action,
    t.step_no,
    t.window_code,
    t.from_date,
    h.start_date,
    h.end_date,
    h.end_reason
from held as h
inner join {{ ref('int_enforcement_triggers') }} as t on h.rule_id = t.rule_id and h.episode_id = t.episode_id
inner join {{ ref('int_breach_episodes') }} as e on h.episode_id = e.episode_id
where
    h.first_no = 1
    and t.triggered_on <= h.start_date and h.start_date <= e.as_of_date
    and (t.lapsed_on is null or h.start_date < t.lapsed_on)
    and not exists (
        select 1 from immunities as i
        where h.rule_id = i.rule_id and h.episode_id = i.episode_id and i.from_date <= h.start_date and h.start_date < i.to_date
    )
    and not exists (
        select 1 from appeals as a
        where
            h.rule_id = a.rule_id and h.episode_id = a.episode_id
            and a.opened_on < h.start_date and (a.closed_on is null or h.start_date < a.closed_on or a.outcome = 'granted')
            and (a.outcome is null or a.outcome <> 'granted' or t.triggered_on <= a.closed_on)
    )
