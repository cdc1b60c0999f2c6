{#- A spell goes on through calm days, as long as they are fewer in a row than it takes to close an alert. So none can flap. -#}
{%- set of_rule = 'partition by rule_id, policy_id, seller_id' -%}
with restless as (
    select
        *,
        lag(until_date) over ({{ of_rule }} order by from_date) as calm_since_date
    from {{ ref('int_alert_steps') }}
    where is_over or not is_calm
),

numbered as (
    select
        *,
        sum(case when calm_since_date + close_days * interval '1' day > from_date then 0 else 1 end) over (
            {{ of_rule }} order by from_date rows unbounded preceding
        ) as spell_no
    from restless
),

placed as (
    select
        *,
        max(until_date) over ({{ of_rule }}, spell_no) as calm_from_date,
        row_number() over ({{ of_rule }}, spell_no, is_over order by from_date) as from_the_first,
        row_number() over ({{ of_rule }}, spell_no, is_over order by intensity desc nulls first, from_date) as from_the_worst
    from numbered
)

select *
from placed
where is_over and (from_the_first = 1 or from_the_worst = 1)
