with recovering as (
    select
        *,
        {{ orders_to_recover() }} as orders_to_recover
    from {{ ref('int_draft_results') }}
)

select
    d.draft_id,
    s.seller_id,
    coalesce(r.period_no, 0) as period_no,
    d.policy_id,
    d.live_policy_id,
    d.program,
    d.metric_code,
    d.window_code,
    r.window_start_date,
    r.window_end_date,
    d.not_covered_reason,
    r.population_count,
    r.counted_bad as bad_count,
    {{ limit_as_value('r.live_limit_value', 'r.live_statistic', 'r.units_per_value') }} as live_limit_value,
    {{ in_limit_direction('r.live_bad_rate', 'r.live_statistic') }} as live_rate,
    r.live_status,
    r.statistic,
    r.comparator,
    r.bad_unit,
    {{ limit_as_value('r.limit_value', 'r.statistic', 'r.units_per_value') }} as limit_value,
    {{ in_limit_direction('r.bad_rate', 'r.statistic') }} as rate,
    case when r.is_value then r.value end as measured_value,
    r.status,
    case
        when r.status = 'breach' and r.live_status <> 'breach' then 'newly_in_breach'
        when r.live_status = 'breach' and r.status <> 'breach' then 'no_longer_in_breach'
        when r.status <> r.live_status then 'another_status'
        when r.status is not null then 'same'
    end as change,
    case when r.period_no = 0 then r.orders_to_recover end as orders_to_recover,
    case when r.period_no = 0 then b.within_limit_on end as within_limit_on
from {{ ref('int_policy_drafts') }} as d
inner join {{ ref('int_seller_programs') }} as s on d.program = s.program and d.seller_id in ('any', s.seller_id)
left join recovering as r on d.draft_id = r.draft_id and s.seller_id = r.seller_id
left join {{ ref('int_recoveries') }} as b on d.draft_id = b.draft_id and s.seller_id = b.seller_id
