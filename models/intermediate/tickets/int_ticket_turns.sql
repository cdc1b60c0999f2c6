{#-
    Whose turn it is: words that the other side can read, no machine's, and each time the ticket is solved. What the seller
    wrote as the ticket was opened is its opening, and answers nobody.
-#}
{%- set in_order = 'partition by ticket_id order by event_no' -%}
with counted as (
    select
        e.ticket_id,
        t.opened_at,
        e.event_no,
        e.event_at,
        case when e.is_solved then 'solved' else e.author_role end as turn,
        row_number() over (partition by e.ticket_id order by e.event_no) as turn_no
    from {{ ref('int_ticket_events') }} as e
    inner join {{ ref('int_known__tickets') }} as t on e.ticket_id = t.ticket_id
    where e.is_solved or (e.event_type = 'message' and e.is_public and not e.is_automated and e.author_role in ('buyer', 'seller'))
),

turns as (
    select
        ticket_id,
        event_no,
        event_at,
        case
            when turn <> 'seller' then turn
            when turn_no = 1 and event_at <= opened_at then 'opening'
            else 'reply'
        end as turn
    from counted
)

select
    ticket_id,
    event_no,
    event_at,
    turn,
    turn = 'buyer' and coalesce(lag(turn) over ({{ in_order }}), 'none') <> 'buyer' as begins_wait,
    count(case when turn = 'reply' then 1 end) over ({{ in_order }}) as reply_count,
    min(case when turn = 'reply' then event_no end) over ({{ in_order }} rows between 1 following and unbounded following) as reply_no,
    min(case when turn = 'reply' then event_at end) over ({{ in_order }} rows between 1 following and unbounded following) as reply_at,
    min(case when turn = 'solved' then event_no end) over ({{ in_order }} rows between 1 following and unbounded following) as solution_no
from turns
