{#- Who is surely out of a limit: a share by the better end of its 95 % interval, a mean as it is, as days do not tell how values spread. -#}
with candidates as (
    select
        r.policy_id,
        c.percent_of_limit,
        {{ int_div('r.limit_ppm * c.percent_of_limit', '100') }} as candidate_ppm,
        case
            when r.is_at_least then {{ int_div('r.limit_units * 100', 'c.percent_of_limit') }}
            else {{ int_div('r.limit_units * c.percent_of_limit', '100') }}
        end as candidate_units,
        cast(null as bigint) as candidate_count
    from {{ ref('int_target_rules') }} as r
    cross join {{ ref('target_candidates') }} as c
),

compared as (
    select
        s.*,
        c.percent_of_limit,
        c.candidate_ppm,
        c.candidate_units,
        {{ is_beyond('candidate', 'is_strict') }} as is_out,
        case
            when s.is_value then true
            else {{ wilson('s.counted_bad', 's.population_count', -1) }} * 1000000 > c.candidate_ppm
        end as is_sure
    from {{ ref('int_target_sellers') }} as s
    inner join candidates as c on s.policy_id = c.policy_id
    where s.is_value or c.candidate_ppm < 1000000
)

select
    policy_id,
    segment_kind,
    segment,
    percent_of_limit,
    candidate_ppm,
    candidate_units,
    count(*) as seller_count,
    count(case when is_out then 1 end) as out_count,
    count(case when is_out and is_sure then 1 end) as surely_out_count
from compared
group by policy_id, segment_kind, segment, percent_of_limit, candidate_ppm, candidate_units
