-- Where the window is settled and the scorecard counts the orders of one policy; what moves every day ends too late to be settled.
with policies as (
    select program, metric_code, min(policy_id) as policy_id
    from {{ ref('sla_policies') }}
    group by program, metric_code
    having count(distinct policy_id) = 1
),

breaches as (
    select distinct
        s.seller_id,
        s.policy_id,
        s.window_end_date
    from {{ ref('fct_seller_scorecards') }} as s
    inner join policies as p on s.policy_id = p.policy_id
    inner join {{ ref('int_breach_windows') }} as w on s.policy_id = w.policy_id and s.window_code = w.window_code
    where
        s.policy_id not in (select t.policy_id from {{ ref('sla_thresholds') }} as t where 'in_a_row' in (t.bad_unit, t.min_bad_unit))
        and s.status = 'breach' and s.window_end_date + (w.judged_after_days - 1) * interval '1' day <= s.as_of_date
)

select
    b.seller_id,
    b.policy_id,
    b.window_end_date
from breaches as b
left join {{ ref('fct_sla_breach_episodes') }} as e
    on b.seller_id = e.seller_id and b.policy_id = e.policy_id
    and e.first_date < b.window_end_date and b.window_end_date <= e.last_date + interval '1' day
where e.episode_id is null
