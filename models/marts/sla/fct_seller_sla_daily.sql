{{ config(unique_key=['seller_id', 'anchor_date'], meta={'changes': 'int_changed_days', 'month_of': 'anchor_date'}) }}
{{- waits_for(['int_changed_days']) -}}
{#- An outcome is one entity, or as many as its value where the metric says so: apart, as counting is cheaper than adding up. -#}
{%- set ways = {
    'entities': 'count(case when %s then 1 end)',
    'measured_value': 'coalesce(cast(sum(case when %s then measured_value end) as bigint), 0)',
} -%}
{%- set keys = ['seller_id', 'program', 'metric_code', 'policy_id', 'policy_version', 'anchor_date', 'maturity_days'] -%}
{%- for counts, count_of in ways.items() %}
select
    {{ keys | join(',\n    ') }},
    {{ count_of % "verdict in ('met', 'breached', 'overdue')" }} as population_count,
    {%- for verdict in ['met', 'breached', 'overdue', 'pending', 'excluded', 'void'] %}
    {{ count_of % ("verdict = '" ~ verdict ~ "'") }} as {{ verdict }}_count,
    {%- endfor %}
    {{ count_of % 'is_accountable' }} as accountable_bad_count,
    cast(sum(case when verdict in ('met', 'breached', 'overdue') then measured_value end) as bigint) as measured_value_sum,
    count(case when verdict in ('met', 'breached', 'overdue') then measured_value end) as measured_value_count,
    cast(sum(late_seconds) as bigint) as late_seconds_sum
from {{ ref('fct_sla_outcomes') }}
{%- if not judges_everything() %}
inner join {{ ref('int_changed_days') }} using (seller_id, anchor_date)
{%- endif %}
where metric_code in (select m.metric_code from {{ ref('sla_metrics') }} as m where m.counts = '{{ counts }}')
group by {{ keys | join(', ') }}
{{ 'union all' if not loop.last }}
{%- endfor %}
