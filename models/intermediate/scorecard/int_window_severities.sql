{#-
    Of the further levels of a limit, the worst that is reached: beyond it in so many of the last periods that had enough orders.
    Most levels ask for the newest period alone.
-#}
{%- set window = 'seller_id, program, metric_code, window_code' -%}
with asked as (
    select
        policy_id,
        window_code,
        max(of_periods) as of_periods
    from {{ ref('sla_severities') }}
    group by policy_id, window_code
),

levels as (
    select
        r.*,
        v.severity_rank,
        v.severity_code,
        v.min_periods,
        v.of_periods,
        v.min_bad_count as level_min_bad_count,
        case when v.comparator in ('below', 'above') then 1 else 0 end as level_is_strict,
        {{ limit_as_integers('v.limit_value', 'level', 'r.statistic', 'r.units_per_value') }}
    from {{ ref('int_window_results') }} as r
    inner join {{ ref('sla_severities') }} as v
        on r.limiting_policy_id = v.policy_id
        and r.window_code = v.window_code
        and v.valid_from < r.window_end_date and (v.valid_to is null or r.window_end_date <= v.valid_to)
        and r.population_count >= v.min_volume
    inner join asked as a on v.policy_id = a.policy_id and v.window_code = a.window_code
    -- A draft may have more periods looked at.
    where r.population_count > 0 and r.period_no < case when a.of_periods = 1 then 1 else 2 * a.of_periods end
),

judged as (
    select
        {{ window }},
        severity_rank,
        severity_code,
        min_periods,
        of_periods,
        {{ is_beyond('level', 'level_is_strict') }} and (is_value or counted_for_minimum >= level_min_bad_count) as is_reached,
        row_number() over (partition by {{ window }}, severity_rank order by period_no) as judged_no
    from levels
),

reached as (
    select
        {{ window }},
        severity_rank,
        severity_code,
        row_number() over (partition by {{ window }} order by severity_rank desc) as worst_no
    from judged
    where judged_no <= of_periods and is_reached
    group by {{ window }}, severity_rank, severity_code, min_periods
    having count(*) >= min_periods
)

select
    {{ window }},
    severity_code,
    severity_rank
from reached
where worst_no = 1
