{{ config(unique_key=['seller_id', 'anchor_date'], meta={'changes': 'int_changed_days', 'month_of': 'anchor_date'}) }}
{{- waits_for(['int_changed_days']) -}}
{%- set keys = ['seller_id', 'program', 'metric_code', 'policy_id', 'policy_version', 'anchor_date', 'maturity_days'] -%}
select
    {{ keys | join(',\n    ') }},
    count(case when verdict in ('met', 'breached', 'overdue') then 1 end) as population_count,
    {%- for verdict in ['met', 'breached', 'overdue', 'pending', 'excluded', 'void'] %}
    count(case when verdict = '{{ verdict }}' then 1 end) as {{ verdict }}_count,
    {%- endfor %}
    count(case when is_accountable then 1 end) as accountable_bad_count,
    cast(sum(case when verdict in ('met', 'breached', 'overdue') then measured_value end) as bigint) as measured_value_sum,
    count(case when verdict in ('met', 'breached', 'overdue') then measured_value end) as measured_value_count,
    cast(sum(late_seconds) as bigint) as late_seconds_sum
from {{ ref('fct_sla_outcomes') }}
{%- if not judges_everything() %}
inner join {{ ref('int_changed_days') }} using (seller_id, anchor_date)
{%- endif %}
group by {{ keys | join(', ') }}
