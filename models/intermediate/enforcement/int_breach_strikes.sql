{#-
    An episode is a strike when it opens, and another one each time it has lasted as long as its window again: windows that share no
    day. For weeks and months each is one.
-#}
{%- set most_strikes = 200 -%}
with strikes as (
    select
        o.episode_id,
        o.seller_id,
        o.policy_id,
        o.program,
        o.judged_after_days,
        k.n + 1 as strike_no,
        cast(o.window_end_date + k.n * o.months * interval '1' month + (k.n * o.days - 1) * interval '1' day as date) as strike_date
    from {{ ref('int_breach_episode_stretches') }} as o
    cross join {{ integers(most_strikes) }} as k
    where o.from_the_first = 1 and (k.n = 0 or o.months + o.days > 0)
),

worst as (
    select
        k.*,
        s.window_code,
        s.from_date,
        s.severity_rank,
        s.population_count,
        s.bad_count,
        s.is_value,
        row_number() over (
            partition by k.episode_id, k.strike_no order by s.severity_rank desc, s.times_limit desc nulls first, s.window_code
        ) as worst_no
    from strikes as k
    inner join {{ ref('int_breach_episode_stretches') }} as s
        on k.episode_id = s.episode_id and s.from_date <= k.strike_date and k.strike_date < s.to_date
)

select
    episode_id,
    strike_no,
    seller_id,
    policy_id,
    program,
    strike_date,
    cast(strike_date + judged_after_days * interval '1' day as date) as known_on_date,
    window_code,
    from_date,
    severity_rank,
    population_count,
    bad_count,
    is_value
from worst
where worst_no = 1
