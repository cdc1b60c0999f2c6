with earned as (
    select
        r.badge_code, l.seller_id, l.program, l.metric_code,
        l.place as evidence, l.ranked_count as evidence_of, cast(null as date) as since_date
    from {{ ref('fct_seller_leaderboard') }} as l
    inner join {{ ref('badge_rules') }} as r
        on r.kind = 'top_share' and l.ranked_count >= r.min_count and l.place * 100 <= r.parameter * l.ranked_count
    where l.status = 'good'
    union all
    select
        r.badge_code, i.seller_id, i.program, i.metric_code,
        i.place as evidence, i.ranked_count as evidence_of, cast(null as date) as since_date
    from {{ ref('int_improvements') }} as i
    inner join {{ ref('badge_rules') }} as r on r.kind = 'improvement' and i.ranked_count >= r.min_count and i.place <= r.parameter
    union all
    select
        r.badge_code, s.seller_id, s.program, s.metric_code,
        s.good_count as evidence, s.good_count as evidence_of, s.since_date
    from {{ ref('int_good_streaks') }} as s
    inner join {{ ref('fct_seller_leaderboard') }} as l
        on s.seller_id = l.seller_id and s.program = l.program and s.metric_code = l.metric_code
    inner join {{ ref('badge_rules') }} as r on r.kind = 'streak' and s.good_count >= r.parameter and s.good_count >= r.min_count
)

select
    e.seller_id,
    e.program,
    e.metric_code,
    e.badge_code,
    r.title,
    e.evidence,
    e.evidence_of,
    e.since_date
from earned as e
inner join {{ ref('badge_rules') }} as r on e.badge_code = r.badge_code
