-- Whole hours since 1970: local dates and business days are looked up by it.
create temp macro hour_of(moment) as cast(epoch_us(moment) // 3600000000 as integer);

create temp macro reason_by_due(stopped_at, due_at) as case
    when date_trunc('second', stopped_at) <= due_at then 'on_time'
    when stopped_at is not null then 'late'
    when getvariable('as_of') > due_at then 'late_and_open'
    else 'not_due'
end;

create temp macro verdict_by_due(reason) as case
    when reason in ('on_time', 'delivered_by_promise_to_ship') then 'met'
    when reason = 'late' then 'breached'
    when reason = 'late_and_open' then 'overdue'
    when reason = 'not_due' then 'pending'
    when reason in (
        'no_start', 'no_due_time', 'no_calendar', 'stopped_before_start', 'open_not_recorded', 'shipped_not_recorded',
        'delivered_before_ordered', 'shipped_before_ordered'
    ) then 'void'
    else 'excluded'
end;

create temp macro seconds_late(reason, stopped_at, due_at) as if(
    reason in ('late', 'late_and_open'), date_diff('second', due_at, coalesce(stopped_at, getvariable('as_of'))), null
);
