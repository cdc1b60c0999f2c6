{{ config(materialized='view') }}
{#- What the headline limit of the day allows is in millionths of a bad one, as an integer. -#}
{%- set moved = [
    'short_population_count', 'short_bad_count', 'short_accountable_bad_count', 'long_population_count', 'long_bad_count',
    'long_accountable_bad_count', 'budget_population_count', 'short_order_count', 'left_count',
] -%}
{%- set in_order = 'partition by rule_id, policy_id, seller_id order by moved_on' -%}
with running as (
    select
        rule_id,
        policy_id,
        seller_id,
        moved_on as from_date,
        {%- for column in moved %}
        cast(sum({{ column }}) over ({{ in_order }}) as bigint) as {{ column }},
        {%- endfor %}
        lead(moved_on) over ({{ in_order }}) as next_date
    from {{ ref('int_alert_moves') }}
)

select
    s.rule_id,
    s.policy_id,
    s.seller_id,
    r.kind,
    s.from_date,
    coalesce(s.next_date, cast(r.last_date + interval '1' day as date)) as until_date,
    t.statistic,
    t.limit_value,
    t.min_volume,
    case when t.min_bad_count > r.min_bad_count then t.min_bad_count else r.min_bad_count end as min_bad_count,
    {%- for span in ['short', 'long'] %}
    s.{{ span }}_population_count as {{ span }}_count,
    case t.bad_unit when 'accountable' then s.{{ span }}_accountable_bad_count else s.{{ span }}_bad_count end as {{ span }}_bad_count,
    {%- endfor %}
    s.budget_population_count as budget_count,
    case t.statistic
        when 'bad_count' then cast(t.limit_value * 1000000 as bigint)
        when 'bad_rate' then cast(t.limit_value * 10000 as bigint) * s.budget_population_count
        when 'good_rate' then cast((100 - t.limit_value) * 10000 as bigint) * s.budget_population_count
    end as allowed_millionths,
    s.short_order_count as order_count,
    s.left_count > 0 as has_left
from running as s
inner join {{ ref('int_alert_rules') }} as r on s.rule_id = r.rule_id and s.policy_id = r.policy_id
left join {{ ref('sla_thresholds') }} as t
    on s.policy_id = t.policy_id and r.window_code = t.window_code
    and t.valid_from < s.from_date + interval '1' day and (t.valid_to is null or s.from_date + interval '1' day <= t.valid_to)
    and t.statistic in ('bad_rate', 'good_rate', 'bad_count') and t.bad_unit <> 'in_a_row' and t.min_bad_unit <> 'in_a_row'
