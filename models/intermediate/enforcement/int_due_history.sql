{#- Of what was due lately: how much was still open with so much time left, and how much of that was missed. -#}
with due_lately as (
    select
        o.policy_id,
        o.seller_id,
        o.verdict in ('breached', 'overdue') as is_missed,
        case when o.stopped_at is not null then {{ seconds_between('o.stopped_at', 'o.due_at') }} end as seconds_to_spare
    from {{ ref('fct_sla_outcomes') }} as o
    inner join {{ ref('int_at_risk_rules') }} as r on o.policy_id = r.policy_id
    where
        o.verdict in ('met', 'breached', 'overdue')
        and o.due_at <= r.as_of_at
        and o.due_at > r.as_of_at - r.history_days * interval '1' day
)

select
    d.policy_id,
    d.seller_id,
    s.step_no,
    count(*) as still_open_count,
    count(case when d.is_missed then 1 end) as missed_count
from due_lately as d
inner join {{ ref('at_risk_steps') }} as s
    on s.within_seconds is null or d.seconds_to_spare is null or d.seconds_to_spare < s.within_seconds
group by d.policy_id, d.seller_id, s.step_no
