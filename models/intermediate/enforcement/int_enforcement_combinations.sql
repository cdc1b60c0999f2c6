{#- So many policies of a program broken by one seller at once: from the episode on that made them so many until they are fewer. -#}
with together as (
    select
        a.rule_id,
        a.episode_id,
        a.lapsed_on,
        a.triggered_on,
        a.min_count,
        a.seller_id,
        a.window_code,
        a.from_date
    from {{ ref('int_enforcement_reached') }} as a
    inner join {{ ref('int_enforcement_reached') }} as b
        on a.rule_id = b.rule_id and a.program = b.program and a.seller_id = b.seller_id
        and b.triggered_on <= a.triggered_on and (b.lapsed_on is null or a.triggered_on < b.lapsed_on)
    where a.trigger_kind = 'combination'
    group by a.rule_id, a.episode_id, a.lapsed_on, a.triggered_on, a.min_count, a.seller_id, a.window_code, a.from_date
    having count(distinct b.policy_id) >= a.min_count
),

ends as (
    select
        t.rule_id,
        t.episode_id,
        e.lapsed_on,
        t.min_count
    from together as t
    inner join {{ ref('int_enforcement_reached') }} as own on t.rule_id = own.rule_id and t.episode_id = own.episode_id
    inner join {{ ref('int_enforcement_reached') }} as e
        on t.rule_id = e.rule_id and own.program = e.program and t.seller_id = e.seller_id and t.triggered_on < e.lapsed_on
    left join {{ ref('int_enforcement_reached') }} as b
        on t.rule_id = b.rule_id and own.program = b.program and t.seller_id = b.seller_id
        and b.triggered_on <= e.lapsed_on and (b.lapsed_on is null or e.lapsed_on < b.lapsed_on)
    group by t.rule_id, t.episode_id, e.lapsed_on, t.min_count
    having count(distinct b.policy_id) < t.min_count
)

select
    t.rule_id,
    t.episode_id,
    t.window_code,
    t.from_date,
    t.triggered_on,
    min(e.lapsed_on) as fewer_on
from together as t
left join ends as e on t.rule_id = e.rule_id and t.episode_id = e.episode_id
group by t.rule_id, t.episode_id, t.window_code, t.from_date, t.triggered_on
