with placed as (
    select
        *,
        {{ slot_no('started_at') }} as started_slot_no,
        {{ slot_offset('started_at') }} as started_slot_offset
    from {{ ref('int_bound') }}
)

select
    b.*,
    case b.due_rule
        when 'promise' then case b.promise_version when 'first' then b.promised_first_at else b.promised_latest_at end
        when 'elapsed_hours' then b.started_at + b.amount * interval '1' hour
        when 'business_days' then d.due_at
        when 'business_hours' then
            case
                when b.started_slot_offset > 0 and d.due_base_at is not null
                    then d.due_base_at + b.started_slot_offset * interval '1' second
                else d.due_at
            end
    end as first_due_at
from placed as b
left join {{ ref('int_calendar__due_times') }} as d
    on b.clock_id = d.clock_id and b.due_calendar_id = d.calendar_id and b.started_slot_no = d.slot_no
