{#- From opened to first solved, whatever comes after. -#}
select
    'first_resolution' as metric_code,
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
        when c.stopped_at is not null then 'solved'
        else 'not_solved'
    end as circumstance,
    'seller' as attribution,
    c.running_seconds as measured_value,
    t.subject_id
from {{ ref('int_ticket_clocks') }} as c
inner join {{ ref('int_tickets') }} as t on c.ticket_id = t.ticket_id
where c.metric_code = 'first_resolution'
