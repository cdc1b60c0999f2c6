{%- set verdicts = ['met', 'breached', 'overdue', 'pending', 'excluded', 'void'] -%}
with outcomes as (
    select
        {%- for verdict in verdicts %}
        count(case when verdict = '{{ verdict }}' then 1 end) as {{ verdict }}_count,
        {%- endfor %}
        policy_id,
        seller_id
    from {{ ref('fct_sla_outcomes') }}
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
