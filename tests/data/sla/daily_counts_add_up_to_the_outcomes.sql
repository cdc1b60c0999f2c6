{%- set verdicts = ['met', 'breached', 'overdue', 'pending', 'excluded', 'void'] -%}
with counted as (
    select
        o.policy_id,
        o.seller_id,
        o.verdict,
        case when m.counts = 'measured_value' then o.measured_value else 1 end as counted
    from {{ ref('fct_sla_outcomes') }} as o
    inner join {{ ref('sla_metrics') }} as m on o.metric_code = m.metric_code
),

outcomes as (
    select
        {%- for verdict in verdicts %}
        cast(sum(case when verdict = '{{ verdict }}' then counted else 0 end) as bigint) as {{ verdict }}_count,
        {%- endfor %}
        policy_id,
        seller_id
    from counted
    group by policy_id, seller_id
),

days as (
    select
        {%- for verdict in verdicts %}
        cast(sum({{ verdict }}_count) as bigint) as {{ verdict }}_count,
        {%- endfor %}
        policy_id,
        seller_id
    from {{ ref('fct_seller_sla_daily') }}
    group by policy_id, seller_id
)

(
    select * from outcomes
    except
    select * from days
)
union all
(
    select * from days
    except
    select * from outcomes
)
