{#- The first strike of an episode that makes as many, within so many days, as a rule asks for; after the step that it follows on. -#}
with strikes as (
    select
        r.rule_id,
        r.min_count,
        r.within_days,
        r.after_action,
        s.*
    from {{ ref('int_breach_strikes') }} as s
    inner join {{ ref('int_enforcement_rules') }} as r
        on s.program = r.program
        and r.policy_id in ('any', s.policy_id)
        and s.severity_rank >= r.min_severity_rank
        and s.population_count >= r.min_volume
        and (s.is_value or s.bad_count >= r.min_bad_count)
    where r.trigger_kind = 'strikes'
),

repeated as (
    select
        a.rule_id,
        a.min_count,
        a.within_days,
        a.after_action,
        a.episode_id,
        a.strike_no,
        a.seller_id,
        a.policy_id,
        a.window_code,
        a.from_date,
        a.known_on_date
    from strikes as a
    inner join strikes as b
        on a.rule_id = b.rule_id and a.seller_id = b.seller_id and a.policy_id = b.policy_id
        and b.strike_date <= a.strike_date and a.strike_date < b.strike_date + a.within_days * interval '1' day
    group by
        a.rule_id, a.min_count, a.within_days, a.after_action, a.episode_id, a.strike_no, a.seller_id, a.policy_id,
        a.window_code, a.from_date, a.known_on_date
    having count(*) >= a.min_count
),

followed as (
    select
        p.*,
        row_number() over (partition by p.rule_id, p.episode_id order by p.known_on_date) as followed_no
    from repeated as p
    where
        p.after_action = 'none'
        or exists (
            select 1
            from {{ ref('int_enforcement_decided') }} as d
            where
                p.seller_id = d.seller_id and p.policy_id = d.policy_id and p.after_action = d.action
                and d.decided_on <= p.known_on_date and p.known_on_date < d.decided_on + p.within_days * interval '1' day
        )
)

select
    rule_id,
    episode_id,
    window_code,
    from_date,
    known_on_date as triggered_on
from followed
where followed_no = 1
