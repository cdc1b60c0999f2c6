{{ config(unique_key='subject_id', meta={'changes': 'int_changed_subjects', 'month_of': 'anchor_date'}) }}
{{- waits_for(['int_changed_subjects', 'int_days_before']) -}}
select
    v.policy_id,
    v.policy_version,
    v.program,
    v.metric_code,
    v.entity_id,
    v.order_id,
    v.subject_id,
    v.seller_id,
    v.started_at,
    v.due_at,
    v.clock_stopped_at as stopped_at,
    v.anchor_date,
    v.maturity_days,
    v.verdict,
    v.reason_code,
    v.attribution,
    v.verdict in ('breached', 'overdue')
    and (v.attribution = 'seller' or (v.attribution = 'carrier' and v.is_carrier_accountable)) as is_accountable,
    v.applied_exemption_id as exemption_id,
    v.measured_value,
    case
        when v.effect = 'clock' and coalesce(v.clock_stopped_at, v.as_of_at) > v.due_at
            then {{ seconds_between('v.due_at', 'coalesce(v.clock_stopped_at, v.as_of_at)') }}
    end as late_seconds
from {{ ref('int_verdicts') }} as v
