{#- The time is compared per way of binding: with one comparison for both, DuckDB expects hardly a row and joins the rest backwards. -#}
with measures as (
    select
        *,
        coalesce(started_at, created_at) as begun_at
    from {{ ref('int_measures') }}
)

select
    m.*,
    p.policy_id,
    p.policy_version,
    p.program,
    p.program_calendar_id,
    p.due_calendar_id,
    p.anchor,
    p.maturity_days,
    p.is_carrier_accountable,
    p.clock_id,
    p.due_rule,
    p.amount,
    p.promise_version,
    p.is_early_late,
    case when p.time_basis = 'recorded' then m.stop_recorded_at else m.stopped_at end as clock_stopped_at
from measures as m
inner join {{ ref('int_policies') }} as p
    on m.scope_id = p.scope_id
    and m.metric_code = p.metric_code
    and (
        (p.binding = 'created' and p.bound_from <= m.created_at and (p.bound_to is null or m.created_at < p.bound_to))
        or (p.binding = 'started' and p.bound_from <= m.begun_at and (p.bound_to is null or m.begun_at < p.bound_to))
    )
