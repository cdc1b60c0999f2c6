{%- set ranks = {'breach': 0, 'at_risk': 1, 'watch': 2, 'good': 3, 'insufficient': 4, 'no_data': 5} -%}
with scores as (
    select
        s.*,
        m.sort_order,
        case s.status {% for status, rank in ranks.items() %} when '{{ status }}' then {{ rank }}{% endfor %} end as severity
    from {{ ref('fct_seller_scorecards') }} as s
    inner join {{ ref('sla_metrics') }} as m on s.metric_code = m.metric_code
    where s.is_binding
),

-- A metric with two windows, of 10 and of 30 days, passes when both do.
metrics as (
    select
        *,
        row_number() over (partition by seller_id, program, metric_code order by severity, window_code) as worst_window_no
    from scores
),

worst_first as (
    select
        *,
        row_number() over (partition by seller_id, program order by severity, sort_order) as worst_no
    from metrics
    where worst_window_no = 1
),

held_back as (
    select
        seller_id,
        count(*) as row_count
    from {{ ref('fct_quarantined_rows') }}
    where seller_id is not null and is_delivered_by_as_of
    group by seller_id
),

health as (
    select
        seller_id,
        program,
        as_of_date,
        max(case when worst_no = 1 then status end) as overall_status,
        max(case when worst_no = 1 then metric_code end) as worst_metric_code,
        min(severity) as severity,
        {%- for status in ['breach', 'at_risk', 'watch'] %}
        count(case when status = '{{ status }}' then 1 end) as {{ status }}_count,
        {%- endfor %}
        count(case when status not in ('insufficient', 'no_data') then 1 end) as judged_count,
        cast(sum(void_count) as bigint) as void_count
    from worst_first
    group by seller_id, program, as_of_date
)

select
    h.seller_id,
    h.program,
    h.as_of_date,
    h.overall_status,
    h.worst_metric_code,
    h.breach_count as breaching_metric_count,
    h.at_risk_count as at_risk_metric_count,
    h.watch_count as watched_metric_count,
    h.judged_count as judged_metric_count,
    h.void_count,
    coalesce(b.row_count, 0) as held_back_row_count,
    cast(rank() over (
        partition by h.program order by h.severity, h.breach_count desc, h.at_risk_count desc, h.watch_count desc
    ) as bigint) as health_rank
from health as h
left join held_back as b on h.seller_id = b.seller_id
