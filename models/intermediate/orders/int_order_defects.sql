{{ config(materialized='view') }}
{#- One order is one defect, named by its worst; of equals first what the carrier had no part in. -#}
{%- set worst_first = ['chargeback', 'claim_upheld', 'claim_open', 'stars_1', 'stars_2', 'chargeback_denied', 'claim_denied'] -%}
with defects as (
    select
        order_id,
        opened_at as reported_at,
        case when claim_type = 'item_not_received' then 1 else 0 end as not_received,
        case
            when claim_type <> 'chargeback' then concat('claim_', decision)
            when decision = 'denied' then 'chargeback_denied'
            else 'chargeback'
        end as defect
    from {{ ref('int_claims') }}
    union all
    select
        order_id,
        submitted_at,
        0,
        concat('stars_', rating)
    from {{ ref('int_known__feedback') }}
),

placed as (
    select
        *,
        case defect{% for defect in worst_first %} when '{{ defect }}' then {{ loop.index }}{% endfor %} end as severity
    from defects
),

ranked as (
    select
        *,
        row_number() over (partition by order_id order by severity, not_received, reported_at) as place
    from placed
    where severity is not null
)

select
    order_id,
    defect,
    reported_at,
    not_received = 1 as is_not_received
from ranked
where place = 1
