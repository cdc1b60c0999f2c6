-- What people decided about the sellers of the stories. The ids of recommendations name what the marts recommend in the demo marketplace.
-- Each table has the versions of its records, as `seller-sla ops export` writes them.

create or replace temp table operations__decisions as
select
    'D' || lpad(cast(no as varchar), 3, '0') as decision_id,
    policy_id || '/' || recommended || '/' || seller_id(seller_no) || '/' || opened_on as recommendation_id,
    decision,
    step,
    decided_by,
    decided_at,
    reason,
    decided_at as loaded_at
from (
    values
    (1, 'mall_status_error_rate', 'require_plan', 12, '2026-02-15', 'change', 'warn', 'jana', timestamp '2026-02-17 09:10:00', 'Three orders are few, a warning first'),
    (2, 'mall_tracking_rate', 'require_plan', 4, '2026-05-01', 'approve', null, 'jana', timestamp '2026-05-04 08:30:00', 'Links have been missing since April'),
    (3, 'mall_tracking_rate', 'notify', 23, '2026-06-01', 'reject', null, 'petr', timestamp '2026-06-02 13:00:00', 'The seller told of a new carrier on 20 May'),
    (4, 'mall_delivery_confirmation', 'require_plan', 9, '2026-04-01', 'approve', null, 'petr', timestamp '2026-04-24 07:45:00', 'The appeal brought nothing new')
) as decided (no, policy_id, recommended, seller_no, opened_on, decision, step, decided_by, decided_at, reason);

create or replace temp table operations__appeals as
with appealed as (
    select *
    from (
        values
        (1, 'mall_delivery_confirmation/require_plan', 9, '2026-04-01', timestamp '2026-04-08 10:00:00', 'The carrier reports late', timestamp '2026-04-20 12:00:00', 'refused', 'Its scans are of the same day'),
        (2, 'house_late_shipment/require_plan', 8, '2026-05-06', timestamp '2026-05-12 08:00:00', 'Closed by a burst pipe from 1 to 10 May', timestamp '2026-05-15 09:30:00', 'granted', 'The fire brigade confirms it'),
        (3, 'house_late_shipment/require_plan', 2, '2026-05-23', timestamp '2026-06-22 16:20:00', 'Two of the orders were preorders', null, null, null)
    ) as appeals (no, step, seller_no, opened_on, opened_at, reason, closed_at, outcome, answer)
)

select
    'A' || lpad(cast(no as varchar), 3, '0') as appeal_id,
    step || '/' || seller_id(seller_no) || '/' || opened_on as recommendation_id,
    seller_id(seller_no) as seller_id,
    opened_at,
    'partner' || seller_no as opened_by,
    reason,
    case when is_answered then closed_at end as closed_at,
    case when is_answered then 'jana' end as closed_by,
    case when is_answered then outcome end as outcome,
    case when is_answered then answer end as answer,
    case when is_answered then closed_at else opened_at end as loaded_at
from appealed
cross join (values (false), (true)) as versions (is_answered)
where closed_at is not null or not is_answered;

create or replace temp table operations__plans as
select
    'P' || lpad(cast(no as varchar), 3, '0') as plan_id,
    seller_id(seller_no) as seller_id,
    policy_id,
    opened_at,
    'partner' || seller_no as opened_by,
    starts_on,
    ends_on,
    target_rate,
    accepted_at,
    case when accepted_at is not null then 'jana' end as accepted_by,
    cast(null as timestamp) as closed_at,
    cast(null as varchar) as closed_by,
    coalesce(accepted_at, opened_at) as loaded_at
from (
    values
    (1, 10, 'convictional_return_rate', timestamp '2026-03-25 11:00:00', date '2026-04-01', date '2026-07-01', 80000, null),
    (1, 10, 'convictional_return_rate', timestamp '2026-03-25 11:00:00', date '2026-04-01', date '2026-07-01', 80000, timestamp '2026-03-30 14:00:00'),
    (2, 8, 'mall_order_confirmation', timestamp '2026-05-11 09:00:00', date '2026-05-12', date '2026-07-01', 50000, null),
    (3, 9, 'mall_delivery_confirmation', timestamp '2026-04-28 15:00:00', date '2026-05-01', date '2026-06-15', 50000, null)
) as plans (no, seller_no, policy_id, opened_at, starts_on, ends_on, target_rate, accepted_at);

create or replace temp table operations__plan_actions as
select
    'P001-' || no as action_id,
    'P001' as plan_id,
    kind,
    cause,
    action,
    due_on,
    done_at,
    coalesce(done_at, timestamp '2026-03-25 11:00:00') as loaded_at
from (
    values
    (1, 'corrective', 'too_small', 'Measure the ten best sellers anew and correct their size tables', date '2026-04-10', cast(null as timestamp)),
    (1, 'corrective', 'too_small', 'Measure the ten best sellers anew and correct their size tables', date '2026-04-10', timestamp '2026-04-09 15:00:00'),
    (2, 'preventive', 'not_as_described', 'Photograph new goods by daylight before they are offered', date '2026-05-01', cast(null as timestamp))
) as actions (no, kind, cause, action, due_on, done_at);

create or replace temp table operations__policy_drafts as
select
    'W001' as draft_id,
    'mall_on_time_delivery' as policy_id,
    1 as policy_version,
    'mall' as program,
    'on_time_delivery' as metric_code,
    timestamp '2026-07-01' as valid_from,
    cast(null as timestamp) as valid_to,
    'any' as buyer_country,
    'any' as seller_group,
    'any' as seller_id,
    'created' as binding,
    'promise_latest' as clock_id,
    'created' as anchor,
    14 as maturity_days,
    true as is_carrier_accountable,
    'As now, at least 95 %, from 15 orders on' as rule,
    'month' as window_code,
    'good_rate' as statistic,
    'at_least' as comparator,
    95 as limit_value,
    96 as warn_value,
    15 as min_volume,
    2 as min_bad_count,
    'entities' as bad_unit,
    'entities' as min_bad_unit,
    'point' as confidence,
    'jana' as drafted_by,
    timestamp '2026-06-25 10:00:00' as drafted_at,
    timestamp '2026-06-25 10:00:00' as loaded_at;
