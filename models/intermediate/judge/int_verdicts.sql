{#- A promise is a date, not a duration: it needs no start. Every other clock does, and cannot stop before it. -#}
with clocks as (
    select
        d.*,
        e.effect,
        a.as_of_at,
        case
            when d.due_rule <> 'promise' and d.started_at is null then 'no_start'
            when d.due_rule <> 'promise' and d.clock_stopped_at < d.started_at then 'stopped_before_start'
            when d.due_rule = 'none' then case when d.clock_stopped_at is null then 'still_open' else 'measured' end
            when d.is_standing then 'standing'
            when d.due_at is null then case when d.due_rule = 'promise' then 'no_due_time' else 'no_calendar' end
            when d.is_early_late and d.clock_stopped_at < d.promised_from_at then 'early'
            when date_trunc('second', d.clock_stopped_at) <= d.due_at then 'on_time'
            when d.clock_stopped_at is not null then 'late'
            when a.as_of_at > d.due_at then 'late_and_open'
            else 'not_due'
        end as clock_reason
    from {{ ref('int_due') }} as d
    left join {{ ref('int_policy_effects') }} as e on d.policy_id = e.policy_id and d.circumstance = e.circumstance
    cross join {{ ref('int_as_of') }} as a
)

select
    c.*,
    case
        when c.effect = 'clock' then c.clock_reason
        when c.effect is null then 'unknown_circumstance'
        else c.circumstance
    end as reason_code,
    case
        when c.effect = 'good' then 'met'
        when c.effect = 'bad' then 'breached'
        when c.effect = 'exclude' then 'excluded'
        when c.effect = 'clock' then r.verdict
        else 'void'
    end as verdict
from clocks as c
left join {{ ref('sla_clock_reasons') }} as r on c.clock_reason = r.reason_code
