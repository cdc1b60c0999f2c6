{#- A further level is of the statistic of the limit that holds at the same time: it begins and ends with it. -#}
with levels as (
    select
        policy_id,
        window_code,
        cast(0 as bigint) as severity_rank,
        cast(null as {{ text_type() }}) as severity_code,
        cast(null as {{ text_type() }}) as severity_title,
        valid_from,
        valid_to,
        statistic,
        comparator,
        limit_value,
        warn_value,
        min_volume,
        min_bad_count,
        cast(1 as bigint) as min_periods,
        cast(1 as bigint) as of_periods,
        bad_unit,
        min_bad_unit,
        confidence,
        source_url,
        is_assumption
    from {{ ref('sla_thresholds') }}
    union all
    select
        v.policy_id,
        v.window_code,
        v.severity_rank,
        v.severity_code,
        v.title,
        case when v.valid_from > t.valid_from then v.valid_from else t.valid_from end,
        case when t.valid_to is null or v.valid_to < t.valid_to then v.valid_to else t.valid_to end,
        t.statistic,
        v.comparator,
        v.limit_value,
        null,
        v.min_volume,
        v.min_bad_count,
        v.min_periods,
        v.of_periods,
        t.bad_unit,
        t.min_bad_unit,
        'point',
        v.source_url,
        v.is_assumption
    from {{ ref('sla_severities') }} as v
    inner join {{ ref('sla_thresholds') }} as t
        on v.policy_id = t.policy_id
        and v.window_code = t.window_code
        and (t.valid_to is null or v.valid_from < t.valid_to) and (v.valid_to is null or t.valid_from < v.valid_to)
),

policies as (
    select distinct policy_id, program, metric_code
    from {{ ref('sla_policies') }}
)

select
    p.program,
    p.metric_code,
    l.policy_id,
    l.window_code,
    l.severity_rank,
    l.severity_code,
    l.severity_title,
    l.valid_from,
    l.valid_to,
    l.statistic,
    l.comparator,
    {{ limit_as_value('l.limit_value', 'l.statistic', 'm.units_per_value') }} as limit_value,
    {{ limit_as_value('l.warn_value', 'l.statistic', 'm.units_per_value') }} as warn_value,
    l.min_volume,
    l.min_bad_count,
    l.min_periods,
    l.of_periods,
    l.bad_unit,
    l.min_bad_unit,
    l.confidence,
    l.source_url,
    l.is_assumption
from levels as l
inner join policies as p on l.policy_id = p.policy_id
inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code
