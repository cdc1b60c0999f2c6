{#- What a recommendation says for good: columns of fct_enforcement_recommendations that neither a decision nor an appeal changes. -#}
{% macro recommended_columns() -%}
    {{ return([
        'recommendation_id', 'seller_id', 'program', 'metric_code', 'policy_id', 'episode_id', 'rule_id', 'action', 'action_scope',
        'opened_on', 'notice_on', 'earliest_effective_on', 'ends_on', 'appeal_until', 'plan_due_on', 'immunity_days',
        'facts', 'clause', 'orders', 'order_count', 'window_code', 'window_start_date', 'window_end_date',
        'statistic', 'comparator', 'limit_value', 'population_count', 'bad_count', 'rate', 'measured_value', 'severity_code',
    ]) }}
{%- endmacro %}
