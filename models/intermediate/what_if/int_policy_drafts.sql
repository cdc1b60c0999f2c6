{#- What orders were judged to be stays as it is: a draft has other limits. One that would judge orders otherwise is not covered, and says why. -#}
{{ latest_known_records('policy_drafts', 'draft_id') }},

live as (
    select
        p.*,
        row_number() over (partition by p.program, p.metric_code order by p.valid_from desc, p.policy_version desc, p.policy_id) as newest_no
    from {{ ref('sla_policies') }} as p
    where p.seller_id = 'any' and p.seller_group = 'any' and p.buyer_country = 'any'
),

limits as (
    select
        t.*,
        row_number() over (partition by t.policy_id, t.window_code order by t.valid_from desc) as newest_no
    from {{ ref('sla_thresholds') }} as t
)

select
    d.draft_id,
    d.policy_id,
    p.policy_id as live_policy_id,
    d.program,
    d.metric_code,
    d.window_code,
    coalesce(d.seller_id, 'any') as seller_id,
    {%- for column in ['statistic', 'comparator', 'limit_value', 'min_volume', 'min_bad_count', 'bad_unit', 'min_bad_unit', 'confidence'] %}
    coalesce(d.{{ column }}, t.{{ column }}) as {{ column }},
    {%- endfor %}
    d.warn_value,
    d.drafted_by,
    d.drafted_at,
    case
        when p.policy_id is null then 'no_such_policy'
        when d.clock_id <> p.clock_id then 'another_clock'
        when d.anchor <> p.anchor or d.binding <> p.binding then 'another_day'
        when d.is_carrier_accountable <> p.is_carrier_accountable then 'another_accountability'
        when coalesce(d.buyer_country, 'any') <> 'any' or coalesce(d.seller_group, 'any') <> 'any' then 'part_of_the_orders'
        when t.policy_id is null then 'no_such_window'
        when d.statistic in ('median', 'p90', 'p95') and d.statistic <> t.statistic then 'another_percentile'
    end as not_covered_reason
from latest as d
left join live as p on d.program = p.program and d.metric_code = p.metric_code and p.newest_no = 1
left join limits as t on p.policy_id = t.policy_id and d.window_code = t.window_code and t.newest_no = 1
