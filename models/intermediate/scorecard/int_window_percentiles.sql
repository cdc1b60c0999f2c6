{#- Of the limits that ask for one only: a percentile cannot be added up from days. It is a value that occurred, never one between. -#}
{%- set shares = {'median': '0.5', 'p90': '0.9', 'p95': '0.95'} -%}
{%- set window = ['o.seller_id', 'o.program', 'o.metric_code', 'w.window_code', 'w.period_no', 'w.choice'] -%}
with asked as (
    select distinct
        policy_id,
        window_code,
        statistic
    from {{ ref('sla_thresholds') }}
    where statistic in ('{{ shares | join("', '") }}')
),

measured as (
    select
        {{ window | join(', ') }},
        a.statistic,
        case when w.window_start_date <= o.anchor_date then o.measured_value end as value,
        case when o.anchor_date < w.window_start_date then o.measured_value end as previous_value
    from {{ ref('fct_sla_outcomes') }} as o
    inner join asked as a on o.policy_id = a.policy_id
    inner join {{ ref('int_windows') }} as w
        on o.program = w.program and o.metric_code = w.metric_code and a.window_code = w.window_code
        and w.previous_start_date <= o.anchor_date and o.anchor_date < w.window_end_date
    where o.verdict in ('met', 'breached', 'overdue') and o.measured_value is not null
)

select
    {{ window | join(', ') | replace('o.', '') | replace('w.', '') }},
    statistic,
    case statistic
        {%- for statistic, share in shares.items() %}
        when '{{ statistic }}' then percentile_disc({{ share }}) within group (order by value)
        {%- endfor %}
    end as measured_value,
    case statistic
        {%- for statistic, share in shares.items() %}
        when '{{ statistic }}' then percentile_disc({{ share }}) within group (order by previous_value)
        {%- endfor %}
    end as previous_measured_value
from measured
group by {{ window | join(', ') | replace('o.', '') | replace('w.', '') }}, statistic
