{#- By seller, so that the verdicts of a seller lie together. -#}
with talks as (
    select
        ticket_id,
        max(case when turn = 'opening' then 1 else 0 end) = 1 as is_opened_by_seller,
        min(case when turn = 'reply' then event_at end) as first_reply_at,
        max(case when turn = 'buyer' then event_at end) as last_buyer_message_at
    from {{ ref('int_ticket_turns') }}
    group by ticket_id
),

states as (
    select
        ticket_id,
        {{ latest('status', 'event_no') }} as current_status,
        min(case when is_solved and not was_solved then starts_at end) as first_solved_at,
        max(case when is_solved and not was_solved then starts_at end) as last_solved_at,
        min(case when was_solved and not is_solved then starts_at end) as first_reopened_at,
        count(case when was_solved and not is_solved then 1 end) as reopen_count
    from {{ ref('int_ticket_stretches') }}
    group by ticket_id
)

select
    t.ticket_id,
    t.order_id,
    t.subject_id,
    t.seller_id,
    s.scope_id,
    coalesce(o.is_test, false) as is_test,
    t.opened_at,
    coalesce(k.is_opened_by_seller, false) as is_opened_by_seller,
    k.first_reply_at,
    k.last_buyer_message_at,
    coalesce(b.current_status, 'new') as current_status,
    coalesce(d.is_solved, false) as is_solved,
    b.first_solved_at,
    b.last_solved_at,
    b.first_reopened_at,
    coalesce(b.reopen_count, 0) as reopen_count
from {{ ref('int_known__tickets') }} as t
inner join {{ ref('int_ticket_scopes') }} as c on t.ticket_id = c.ticket_id
inner join {{ ref('int_scopes') }} as s
    on {{ has_scope('c', 's') }}
left join {{ ref('int_known__orders') }} as o on t.order_id = o.order_id
left join talks as k on t.ticket_id = k.ticket_id
left join states as b on t.ticket_id = b.ticket_id
left join {{ ref('ticket_statuses') }} as d on b.current_status = d.status
order by t.seller_id
