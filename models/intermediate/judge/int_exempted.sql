{#- The exemption for its policy and the one for any policy are looked up apart; the one that goes before the other holds. -#}
{%- set columns = [
    'metric_code', 'entity_id', 'order_id', 'subject_id', 'seller_id', 'policy_id', 'policy_version', 'program', 'created_at',
    'started_at', 'clock_stopped_at', 'promised_from_at', 'circumstance', 'attribution', 'measured_value', 'anchor_date',
    'maturity_days', 'is_carrier_accountable', 'due_rule', 'is_early_late', 'is_standing',
] -%}
with found as (
    select
        a.{{ columns | join(', a.') }},
        a.due_at as ordinary_due_at,
        {%- for column in ['exemption_id', 'effect', 'extend_seconds'] %}
        case when coalesce(whatever.precedence_no < own.precedence_no, own.exemption_id is null) then whatever.{{ column }} else own.{{ column }} end
            as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_anchored') }} as a
    {%- for alias, policy in {'own': 'a.policy_id', 'whatever': "'any'"}.items() %}
    left join {{ ref('int_exempted_days') }} as {{ alias }}
        on a.subject_id = {{ alias }}.subject_id
        and {{ alias }}.policy_id = {{ policy }}
        and {{ alias }}.first_date <= a.anchor_date and (a.anchor_date < {{ alias }}.end_date or {{ alias }}.end_date is null)
    {%- endfor %}
)

select
    {{ columns | join(',\n    ') }},
    exemption_id,
    effect as exemption_effect,
    case when effect = 'extend_due' then ordinary_due_at + extend_seconds * interval '1' second else ordinary_due_at end as due_at
from found
