-- What comes after the sale: returns, ratings, claims, invoices, and contacts with their events and answers.

create or replace temp table after_sale as
select *
from finished_order
where fate = 'normal' and not is_test and delivered_at < getvariable('horizon');

create or replace temp table returns as
with requested as (
    select
        order_no,
        order_id,
        profile = 10 and chance(order_no, 'runs small', 600) as runs_small,
        delivered_at + to_seconds(draw_between(order_no, 'regret', 90000, 1000000)) as requested_at,
        chance(order_no, 'accepted', 900) as is_accepted
    from after_sale
    where in_turn(turn, 697223, returned)
),

steps as (
    select
        *,
        requested_at + to_seconds(draw_between(order_no, 'answer', 3600, 150000)) as answered_at,
        case when is_accepted then requested_at + to_seconds(draw_between(order_no, 'back', 200000, 600000)) end as received_at,
        -- Most money is paid back a day after the goods are there, some a week later.
        chance(order_no, 'slow refund', 150) as is_slow,
        received_at + to_days(case when is_slow then 7 else 1 end) as refunded_at
    from requested
),

versions as (
    select *, requested_at as changed_at from steps
    union all
    select *, received_at from steps where is_slow
    union all
    select *, coalesce(refunded_at, answered_at + interval '1 day') from steps
)

select
    'R' || substr(order_id, 2) as return_id,
    order_id,
    order_id || '-1' as line_id,
    1 as quantity,
    case
        when runs_small then 'too_small'
        else pick(order_no, 'why', ['too_small', 'damaged', 'not_as_described', 'changed_mind'])
    end as reason_code,
    requested_at,
    case when answered_at <= changed_at then answered_at end as answered_at,
    case when received_at <= changed_at then received_at end as received_at,
    case when refunded_at <= changed_at then refunded_at end as refunded_at,
    case when answered_at <= changed_at then case when is_accepted then 'refunded' else 'rejected' end end as outcome,
    next_export(changed_at) as loaded_at
from versions
where changed_at < getvariable('horizon');

create or replace temp table feedback as
with given as (
    select
        *,
        delivered_at + to_seconds(draw_between(order_no, 'opinion', 20000, 700000)) as submitted_at
    from after_sale
    where chance(order_no, 'feedback', 250)
)

select
    'F' || substr(order_id, 2) as feedback_id,
    order_id,
    case
        when delivered_at > promised_delivery_until then pick(order_no, 'stars', [1, 1, 2, 3, 4])
        when profile = 1 then pick(order_no, 'stars', [5, 5, 5, 4])
        else pick(order_no, 'stars', [5, 5, 5, 5, 4, 4, 4, 3, 3, 2])
    end as rating,
    submitted_at,
    next_export(submitted_at) as loaded_at
from given
where submitted_at < getvariable('horizon');

create or replace temp table claims as
with opened as (
    select
        *,
        delivered_at + to_seconds(draw_between(order_no, 'claim at', 40000, 900000)) as opened_at
    from after_sale
    where chance(order_no, 'claim', case when profile = 1 then 0 when delivered_at > promised_delivery_until then 60 else 10 end)
),

versions as (
    select *, opened_at as changed_at from opened
    union all
    select *, opened_at + to_days(cast(3 + draw(order_no, 'decided', 9) as integer)) from opened
)

select
    'C' || substr(order_id, 2) as claim_id,
    order_id,
    pick(order_no, 'claim type', ['item_not_received', 'not_as_described', 'chargeback']) as claim_type,
    opened_at,
    case when changed_at > opened_at then changed_at end as closed_at,
    case when changed_at > opened_at then pick(order_no, 'decision', ['refunded', 'refunded', 'denied']) end as outcome,
    next_export(changed_at) as loaded_at
from versions
where changed_at < getvariable('horizon');

-- Business orders owe an invoice. Most sellers upload it within hours of sending, some days later or never.
create or replace temp table invoices as
with owed as (
    select
        'I' || substr(order_id, 2) as invoice_id,
        order_id,
        case when is_sent then shipped_at else open_at end as told_at,
        chance(order_no, 'late invoice', case when profile = 1 then 0 else 60 end) as is_late,
        case when is_sent and not chance(order_no, 'no invoice', case when profile = 1 then 0 else 20 end)
                then shipped_at + to_seconds(draw_between(order_no, 'invoice', 600, case when is_late then 600000 else 30000 end))
        end as uploaded_at
    from finished_order
    where open_at is not null and not is_test and chance(order_no, 'business', 100)
),

exports as (
    select *, next_export(told_at) as loaded_at
    from owed
    where told_at < getvariable('horizon')
    union
    select *, next_export(uploaded_at)
    from owed
    where uploaded_at < getvariable('horizon')
)

select
    invoice_id,
    order_id,
    case when uploaded_at < loaded_at then uploaded_at end as uploaded_at,
    loaded_at
from exports;

-- Contacts: asked before or after delivery; answered in working hours; a few never.
create or replace temp table contact as
with asked as (
    select
        order_no,
        order_id,
        seller_id,
        country,
        profile,
        open_at + to_seconds(draw_between(order_no, 'ask', 3600, 500000)) as opened_at,
        works_by,
        work_clock(works_by, opened_at) as opened_clock
    from finished_order
    where open_at is not null and not is_test and chance(order_no, 'contact', 110)
),

answered as (
    select
        *,
        case when not chance(order_no, 'ignored', 60)
                then work_time(
                        works_by, opened_clock + draw_between(order_no, 'reply', 900, case when profile = 1 then 7200 else 40000 end)
                    )
        end as answered_at
    from asked
)

select
    *,
    'T' || substr(order_id, 2) as ticket_id,
    answered_at + to_seconds(draw_between(order_no, 'solve', 1800, 200000)) as solved_at,
    -- Some buyers write once more: between the answer and the solution, or after it, and then the ticket is open again.
    case
        when chance(order_no, 'asks again', 250) then answered_at + to_seconds(draw_between(order_no, 'again', 600, 1700))
        when chance(order_no, 'comes back', 80) then solved_at + to_seconds(draw_between(order_no, 'back', 3600, 250000))
    end as again_at,
    again_at + to_seconds(draw_between(order_no, 'again answered', 600, case when profile = 1 then 20000 else 200000 end))
        as again_answered_at
from answered
where opened_at < getvariable('horizon');

create or replace temp table tickets as
select
    ticket_id,
    case when not chance(order_no, 'no order', 50) then order_id end as order_id,
    seller_id,
    pick(order_no, 'channel', ['form', 'e-mail', 'chat']) as channel,
    opened_at,
    next_export(opened_at) as loaded_at
from contact;

create or replace temp table ticket_events as
with steps as (
    select
        ticket_id,
        1 as step,
        'message' as event_type,
        'buyer' as author_role,
        false as is_automated,
        null as status,
        opened_at as event_at
    from contact
    union all
    select ticket_id, 2, 'status', 'system', true, 'new', opened_at
    from contact
    union all
    select ticket_id, 3, 'message', 'seller', true, null, opened_at + interval '5 seconds'
    from contact
    where chance(order_no, 'machine', 150)
    union all
    select ticket_id, 4, 'message', 'seller', false, null, answered_at
    from contact
    union all
    select ticket_id, 5, 'status', 'seller', false, 'pending', answered_at + interval '1 second'
    from contact
    where chance(order_no, 'waits', 300)
    union all
    select ticket_id, 6, 'status', 'seller', false, 'solved', solved_at
    from contact
    union all
    select ticket_id, 7, 'message', 'buyer', false, null, again_at
    from contact
    union all
    select ticket_id, 8, 'status', 'system', true, 'open', again_at
    from contact
    where again_at > solved_at
    union all
    select ticket_id, 9, 'message', 'seller', false, null, again_answered_at
    from contact
    union all
    select ticket_id, 10, 'status', 'seller', false, 'solved', again_answered_at + interval '1 minute'
    from contact
    where again_at > solved_at
)

select
    ticket_id,
    event_type,
    author_role,
    event_type = 'message' as is_public,
    is_automated,
    status,
    event_at,
    step as source_sequence,
    next_export(event_at) as loaded_at
from steps
where event_at < getvariable('horizon');

create or replace temp table ticket_ratings as
select
    ticket_id,
    case when answered_at - opened_at > interval '1 day' then pick(order_no, 'score', [1, 2, 3, 3, 4])
        else pick(order_no, 'score', [5, 5, 5, 4, 4, 3])
    end as score,
    solved_at + to_seconds(draw_between(order_no, 'rated', 3600, 90000)) as submitted_at,
    next_export(submitted_at) as loaded_at
from contact
where chance(order_no, 'rates', 350) and submitted_at < getvariable('horizon');
