{#- The clauses stand in the seeds' own yml files. -#}
{%- set seeds = [
    'business_calendars', 'weekly_hours', 'breaks', 'shifts', 'holidays',
    'order_statuses', 'status_transitions', 'status_map', 'ticket_statuses', 'ticket_status_map',
    'ticket_pauses',
    'sla_programs', 'sla_metrics', 'sla_policies', 'sla_clocks', 'sla_circumstances', 'sla_clock_reasons', 'sla_windows',
    'sla_thresholds', 'sla_severities', 'sla_program_gaps', 'at_risk_rules', 'at_risk_steps', 'alert_rules',
    'loyalty_windows', 'red_flag_rules', 'badge_rules', 'breach_rules', 'breach_severities', 'enforcement_steps',
    'enforcement_rules', 'target_rules', 'target_candidates', 'plan_rules', 'improvement_actions',
] -%}
{%- for seed in seeds %}
{{ seed_mistakes(seed) }}
{%- if not loop.last %}
union all
{%- endif %}
{%- endfor %}
