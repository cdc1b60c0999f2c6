{{ config(materialized='view') }}
{#- As with the windows of breaches, a day enters the days that a rule adds up and leaves them; in between nothing changes. -#}
{%- set counts = ['population_count', 'bad_count', 'accountable_bad_count'] -%}
with days as (
    select
        seller_id,
        policy_id,
        anchor_date,
        false as is_silence,
        population_count,
        bad_count,
        accountable_bad_count,
        0 as order_count,
        0 as left_count
    from {{ ref('int_breach_days') }}
    union all
    select
        seller_id,
        policy_id,
        anchor_date,
        true,
        population_count,
        0,
        0,
        order_count,
        left_count
    from {{ ref('int_alert_silences') }}
),

spans as (
    select rule_id, policy_id, kind, last_date, 'short' as span, 0 as enters_after, short_days as leaves_after
    from {{ ref('int_alert_rules') }}
    union all
    select
        rule_id, policy_id, kind, last_date, 'long',
        case when kind = 'budget' then 0 else short_days end,
        case when kind = 'budget' then long_days else short_days + long_days end
    from {{ ref('int_alert_rules') }}
    union all
    select rule_id, policy_id, kind, last_date, 'budget', 0, budget_days
    from {{ ref('int_alert_rules') }}
    where kind = 'budget'
),

moves as (
    select
        d.*,
        s.rule_id,
        s.span,
        s.last_date,
        k.sign,
        case when k.sign = 1 and s.span = 'short' then d.left_count else 0 end as leaves,
        cast(d.anchor_date + case when k.sign = 1 then s.enters_after else s.leaves_after end * interval '1' day as date) as moved_on
    from days as d
    inner join spans as s on d.policy_id = s.policy_id and d.is_silence = (s.kind = 'no_data')
    cross join (values (1), (-1)) as k (sign)
)

select
    rule_id,
    seller_id,
    policy_id,
    moved_on,
    {%- for span in ['short', 'long'] %}
    {%- for column in counts %}
    cast(sum(case when span = '{{ span }}' then sign * {{ column }} else 0 end) as bigint) as {{ span }}_{{ column }},
    {%- endfor %}
    {%- endfor %}
    cast(sum(case when span = 'budget' then sign * population_count else 0 end) as bigint) as budget_population_count,
    cast(sum(case when span = 'short' then sign * order_count else 0 end) as bigint) as short_order_count,
    cast(sum(leaves) as bigint) as left_count
from moves
where moved_on <= last_date
group by rule_id, seller_id, policy_id, moved_on
