-- The same status at the same time is one event; its last delivery says who did it and why.
with ranked as (
    select
        d.*,
        row_number() over (
            partition by d.order_id, d.status, d.event_at order by d.loaded_at desc, d.actor, d.recorded_at
        ) as newest_no
    from delivery as d
    inner join repeating as r on d.order_id = r.order_id
    where d.status is not null
)

select
    d.order_id, d.status, d.event_at, d.recorded_at, d.actor, d.reason_code, d.source_sequence, d.loaded_at,
    d.loaded_at as last_loaded_at, cast(1 as bigint) as deliveries
from delivery as d
where d.status is not null and not exists (select 1 from repeating as r where r.order_id = d.order_id)
union all
select
    order_id, status, event_at, min(recorded_at), max(case when newest_no = 1 then actor end),
    max(case when newest_no = 1 then reason_code end), min(source_sequence), min(loaded_at), max(loaded_at), count(*)
from ranked
group by order_id, status, event_at
