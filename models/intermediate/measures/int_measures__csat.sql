{#- Which score is a good one is data: each is a word of its own. -#}
select
    'csat' as metric_code,
    t.ticket_id as entity_id,
    t.order_id,
    t.seller_id,
    t.scope_id,
    t.opened_at as created_at,
    r.submitted_at as started_at,
    r.submitted_at as stopped_at,
    r.submitted_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when t.is_test then 'test_order'
        when r.ticket_id is null then 'not_rated'
        else 'rated_' || cast(r.score as {{ text_type() }})
    end as circumstance,
    'seller' as attribution,
    r.score as measured_value,
    t.subject_id
from {{ ref('int_tickets') }} as t
left join {{ ref('int_known__ticket_ratings') }} as r on t.ticket_id = r.ticket_id
