select
    'next_response' as metric_code,
    c.entity_id,
    t.order_id,
    t.seller_id,
    t.scope_id,
    t.opened_at as created_at,
    c.started_at,
    c.stopped_at,
    c.stopped_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when t.is_test then 'test_order'
        when c.stopped_at is not null then 'replied'
        when w.solution_no is not null then 'solved_without_reply'
        else 'not_replied'
    end as circumstance,
    'seller' as attribution,
    c.running_seconds as measured_value,
    t.subject_id
from {{ ref('int_ticket_clocks') }} as c
inner join {{ ref('int_tickets') }} as t on c.ticket_id = t.ticket_id
inner join {{ ref('int_ticket_turns') }} as w on c.ticket_id = w.ticket_id and c.event_no = w.event_no
where c.metric_code = 'next_response'
