{#-
    The window that opened an episode and the days after it, which no window before has counted. A share counts orders; of a mean
    no spread is known, so its days are counted: a bad one is one whose own mean is beyond the limit.
-#}
with openings as (
    select
        s.*,
        w.settled_after_days,
        w.min_follow_up_count,
        cast(s.window_end_date + w.follow_up_days * interval '1' day as date) as follow_up_end_date
    from {{ ref('int_breach_episode_stretches') }} as s
    inner join {{ ref('int_breach_windows') }} as w on s.policy_id = w.policy_id and s.window_code = w.window_code and s.choice = w.choice
    where s.from_the_first = 1
),

days as (
    select
        e.episode_id,
        d.anchor_date,
        d.anchor_date >= e.window_end_date as is_after,
        e.statistic,
        e.is_value,
        e.is_at_least,
        e.is_strict,
        e.limit_ppm,
        e.limit_units,
        e.limit_count,
        sum(d.population_count) as population_count,
        sum(case e.bad_unit when 'accountable' then d.accountable_bad_count else d.breached_count + d.overdue_count end) as counted_bad,
        sum(d.measured_value_sum) as value_total,
        sum(d.measured_value_count) as value_parts
    from openings as e
    inner join {{ ref('fct_seller_sla_daily') }} as d
        on e.seller_id = d.seller_id and e.policy_id = d.policy_id
        and (e.window_start_date is null or e.window_start_date <= d.anchor_date) and d.anchor_date < e.follow_up_end_date
    group by
        e.episode_id, d.anchor_date, e.window_end_date, e.statistic, e.is_value, e.is_at_least, e.is_strict, e.limit_ppm,
        e.limit_units, e.limit_count
),

trials as (
    select
        episode_id,
        is_after,
        case when is_value then sign(value_parts) else population_count end as trial_count,
        case when is_value then case when {{ is_beyond('limit', 'is_strict') }} then 1 end else counted_bad end as bad_count
    from days
)

select
    o.episode_id,
    o.window_end_date as follow_up_start_date,
    o.follow_up_end_date,
    cast(o.follow_up_end_date + (o.settled_after_days - 1) * interval '1' day as date) as decided_on_date,
    o.as_of_date,
    o.min_follow_up_count,
    case when o.is_value then 500000 else o.limit_ppm end as usual_ppm,
    cast(coalesce(sum(case when not t.is_after then t.trial_count end), 0) as bigint) as opening_count,
    cast(coalesce(sum(case when not t.is_after then t.bad_count end), 0) as bigint) as opening_bad_count,
    cast(coalesce(sum(case when t.is_after then t.trial_count end), 0) as bigint) as follow_up_count,
    cast(coalesce(sum(case when t.is_after then t.bad_count end), 0) as bigint) as follow_up_bad_count
from openings as o
left join trials as t on o.episode_id = t.episode_id
group by
    o.episode_id, o.window_end_date, o.follow_up_end_date, o.settled_after_days, o.as_of_date, o.min_follow_up_count, o.is_value, o.limit_ppm
