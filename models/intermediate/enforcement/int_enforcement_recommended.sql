{#-
    What was told stays. A recommendation that an earlier build published, and that the facts as they are known now would never have
    made (an exemption, a late event), is withdrawn on the day that found it so.
-#}
{%- set columns, told = recommended_columns(), previous('int_told_recommendations') -%}
with recommended as (
    select
        s.recommendation_id,
        s.seller_id,
        f.program,
        f.metric_code,
        s.policy_id,
        s.episode_id,
        s.rule_id,
        s.action,
        r.action_scope,
        s.opened_on,
        s.opened_on as notice_on,
        cast(s.opened_on + r.notice_days * interval '1' day as date) as earliest_effective_on,
        cast(s.opened_on + (r.notice_days + r.duration_days) * interval '1' day as date) as ends_on,
        cast(s.opened_on + r.appeal_days * interval '1' day as date) as appeal_until,
        cast(s.opened_on + r.plan_due_days * interval '1' day as date) as plan_due_on,
        r.immunity_days,
        t.facts,
        t.clause,
        o.orders,
        coalesce(o.order_count, 0) as order_count,
        f.window_code,
        f.window_start_date,
        f.window_end_date,
        f.statistic,
        f.comparator,
        f.limit_value,
        f.population_count,
        f.bad_count,
        f.rate,
        f.measured_value,
        f.severity_code,
        s.withdrawn_on,
        s.withdrawn_reason
    from {{ ref('int_enforcement_steps') }} as s
    inner join {{ ref('enforcement_rules') }} as r on s.rule_id = r.rule_id
    inner join {{ ref('int_enforcement_facts') }} as f on s.recommendation_id = f.recommendation_id
    inner join {{ ref('int_enforcement_statements') }} as t on s.recommendation_id = t.recommendation_id
    left join {{ ref('int_enforcement_orders') }} as o on s.recommendation_id = o.recommendation_id
)

select
    {{ columns | join(',\n    ') }},
    withdrawn_on,
    withdrawn_reason
from recommended
{%- if told %}
union all
select
    t.{{ columns | join(',\n    t.') }},
    coalesce(t.withdrawn_on, z.as_of_date) as withdrawn_on,
    coalesce(t.withdrawn_reason, 'restated') as withdrawn_reason
from {{ told }} as t
inner join (
    select
        p.policy_id,
        cast({{ utc_to_local('a.as_of_at', 'p.timezone') }} as date) as as_of_date
    from {{ ref('int_policy_zones') }} as p
    cross join {{ ref('int_as_of') }} as a
) as z on t.policy_id = z.policy_id and t.opened_on <= z.as_of_date
left join recommended as r on t.recommendation_id = r.recommendation_id
where r.recommendation_id is null
{%- else %}
-- depends_on: {{ ref('int_policy_zones') }}, {{ ref('int_as_of') }}
{%- endif %}
