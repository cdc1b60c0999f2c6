{#- A promise is a date, not a duration: it needs no start. Every other clock does, and cannot stop before it. -#}
with clocks as (
    select
        d.*,
        e.effect as ordinary_effect,
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
    from {{ ref('int_exempted') }} as d
    left join {{ ref('int_policy_effects') }} as e on d.policy_id = e.policy_id and d.circumstance = e.circumstance
    cross join {{ ref('int_as_of') }} as a
),

-- An exemption leaves out what would count, turns bad into good, or has moved the due time.
effects as (
    select
        c.*,
        r.verdict as clock_verdict,
        case
            when c.exemption_effect = 'leave_out' and c.ordinary_effect in ('good', 'bad', 'clock') then 'exclude'
            when
                c.exemption_effect = 'count_as_good'
                and (c.ordinary_effect = 'bad' or (c.ordinary_effect = 'clock' and r.verdict in ('breached', 'overdue')))
                then 'good'
            else c.ordinary_effect
        end as effect
    from clocks as c
    left join {{ ref('sla_clock_reasons') }} as r on c.clock_reason = r.reason_code
)

select
    e.*,
    case
        when e.effect <> e.ordinary_effect then e.exemption_effect
        when e.effect = 'clock' then e.clock_reason
        when e.effect is null then 'unknown_circumstance'
        else e.circumstance
    end as reason_code,
    case
        when e.effect = 'good' then 'met'
        when e.effect = 'bad' then 'breached'
        when e.effect = 'exclude' then 'excluded'
        when e.effect = 'clock' then e.clock_verdict
        else 'void'
    end as verdict,
    case
        when e.effect <> e.ordinary_effect then e.exemption_id
        when e.exemption_effect = 'extend_due' and e.effect = 'clock' and e.due_at is not null then e.exemption_id
    end as applied_exemption_id
from effects as e
