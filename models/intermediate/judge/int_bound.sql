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
    case when p.time_basis = 'recorded' then m.stop_recorded_at else m.stopped_at end as clock_stopped_at
from {{ ref('int_measures') }} as m
inner join {{ ref('int_policies') }} as p
    on m.scope_id = p.scope_id
    and m.metric_code = p.metric_code
    and p.bound_from <= case when p.binding = 'started' then coalesce(m.started_at, m.created_at) else m.created_at end
    and (
        p.bound_to is null
        or case when p.binding = 'started' then coalesce(m.started_at, m.created_at) else m.created_at end < p.bound_to
    )
