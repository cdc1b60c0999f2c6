{#- The exemption for its policy and the one for any policy are looked up apart; the one that goes before the other holds. -#}
{%- set columns = [
    'metric_code', 'entity_id', 'order_id', 'subject_id', 'seller_id', 'policy_id', 'policy_version', 'program', 'created_at',
    'started_at', 'clock_stopped_at', 'promised_from_at', 'circumstance', 'attribution', 'measured_value', 'anchor_date',
    'maturity_days', 'is_carrier_accountable', 'due_rule', 'is_early_late', 'is_standing',
] -%}
{%- set held = 'case when coalesce(whatever.precedence_no < own.precedence_no, own.exemption_id is null) then whatever.%s else own.%s end' -%}
with found as (
    select
        a.{{ columns | join(', a.') }},
        a.due_at as ordinary_due_at,
        {{ held % ('exemption_id', 'exemption_id') }} as exemption_id,
        {{ held % ('effect', 'effect') }} as exemption_effect,
        {{ held % ('extend_seconds', 'extend_seconds') }} as extend_seconds
    from {{ ref('int_anchored') }} as a
    left join {{ ref('int_exempted_days') }} as own
        on a.subject_id = own.subject_id
        and a.seller_id = own.seller_id
        and a.policy_id = own.policy_id
        and own.first_date <= a.anchor_date and (own.end_date is null or a.anchor_date < own.end_date)
    left join {{ ref('int_exempted_days') }} as whatever
        on a.subject_id = whatever.subject_id
        and a.seller_id = whatever.seller_id
        and whatever.policy_id = 'any'
        and whatever.first_date <= a.anchor_date and (whatever.end_date is null or a.anchor_date < whatever.end_date)
)

select
    {{ columns | join(',\n    ') }},
    exemption_id,
    exemption_effect,
    case
        when exemption_effect = 'extend_due' then ordinary_due_at + extend_seconds * interval '1' second
        else ordinary_due_at
    end as due_at
from found
