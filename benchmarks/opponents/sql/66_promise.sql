-- The promises that hold; one that was moved after it had passed stays broken, and so does every later move.
{%- macro until(condition) -%}max(case when {{ condition }} then promised_until end){%- endmacro %}
with plain as (
    select
        order_id,
        sum(case when promise_type = 'ship' then 1 else 0 end) > 1
        or sum(case when promise_type = 'delivery' then 1 else 0 end) > 1 as is_moved,
        {{ until("promise_type = 'ship'") }} as ship_until,
        {{ until("promise_type = 'delivery'") }} as delivery_until
    from raw_order_promises
    group by order_id
),

versions as (
    select
        r.order_id, r.promise_type, r.recorded_at, r.promised_until,
        row_number() over (partition by r.order_id, r.promise_type, r.recorded_at order by r.loaded_at desc) as newest_no
    from raw_order_promises as r
    inner join plain as p on r.order_id = p.order_id and p.is_moved
),

moves as (
    select
        *,
        case when recorded_at > lag(promised_until) over (partition by order_id, promise_type order by recorded_at) then 1 else 0 end
            as is_too_late
    from versions
    where newest_no = 1
),

kept as (
    select
        *,
        max(is_too_late) over (
            partition by order_id, promise_type order by recorded_at rows between unbounded preceding and current row
        ) as is_broken
    from moves
),

held as (
    select *, row_number() over (partition by order_id, promise_type order by recorded_at desc) as last_no
    from kept
    where is_broken = 0
)

select order_id, ship_until, delivery_until
from plain
where not is_moved
union all
select order_id, {{ until("promise_type = 'ship'") }}, {{ until("promise_type = 'delivery'") }}
from held
where last_no = 1
group by order_id
