select
    'ticket_reopened' as metric_code,
    t.ticket_id as entity_id,
    t.order_id,
    t.seller_id,
    t.scope_id,
    t.opened_at as created_at,
    t.first_solved_at as started_at,
    t.first_reopened_at as stopped_at,
    t.first_reopened_at as stop_recorded_at,
    cast(null as timestamp) as promised_from_at,
    cast(null as timestamp) as promised_first_at,
    cast(null as timestamp) as promised_latest_at,
    case
        when t.is_test then 'test_order'
        when t.first_solved_at is null then 'never_solved'
        when t.reopen_count > 0 then 'reopened'
        else 'stayed_solved'
    end as circumstance,
    'seller' as attribution,
    cast(null as bigint) as measured_value,
    t.subject_id
from {{ ref('int_tickets') }} as t
