{{ config(materialized='view') }}
{#- A day on which a limit begins or ends is one without orders: nothing is counted, and yet the status may change. -#}
with fewest as (
    select
        policy_id,
        min(case
            when statistic not in ('bad_rate', 'good_rate', 'bad_count') then 0
            when min_bad_count > 1 then min_bad_count
            else 1
        end) as bad_count
    from {{ ref('sla_thresholds') }}
    group by policy_id
),

-- Who never had as many bad orders as it takes was never out of a limit.
suspects as (
    select
        d.seller_id,
        d.policy_id,
        min(d.anchor_date) as first_date
    from {{ ref('fct_seller_sla_daily') }} as d
    inner join fewest as f on d.policy_id = f.policy_id
    group by d.seller_id, d.policy_id, f.bad_count
    having sum(d.breached_count + d.overdue_count) >= f.bad_count
),

moments as (
    select
        policy_id,
        cast(valid_from as date) as moment_date
    from {{ ref('sla_thresholds') }}
    union
    select
        policy_id,
        cast(valid_to as date)
    from {{ ref('sla_thresholds') }}
    where valid_to is not null
)

select
    d.seller_id,
    d.policy_id,
    d.anchor_date,
    d.population_count,
    d.breached_count + d.overdue_count as bad_count,
    d.accountable_bad_count,
    coalesce(d.measured_value_sum, 0) as measured_value_sum,
    d.measured_value_count
from {{ ref('fct_seller_sla_daily') }} as d
inner join suspects as s on d.seller_id = s.seller_id and d.policy_id = s.policy_id
union all
select
    s.seller_id,
    s.policy_id,
    m.moment_date,
    0,
    0,
    0,
    0,
    0
from suspects as s
inner join moments as m on s.policy_id = m.policy_id and s.first_date < m.moment_date
