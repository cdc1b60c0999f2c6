{#- Written when all that is kept of the orders is in place: a build that breaks off before leaves its orders to the next. -#}
{{- waits_for(['fct_orders', 'fct_order_events', 'fct_status_anomalies', 'fct_sla_outcomes', 'fct_seller_sla_daily']) -}}
select
    as_of_at,
    fingerprint,
    run_id
from {{ ref('int_judging') }}
