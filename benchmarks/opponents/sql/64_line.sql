-- Lines and pieces of an order.
with newest as (
    select line_id, max(loaded_at) as loaded_at
    from raw_order_lines
    group by line_id
)

select l.order_id, count(*) as line_count, cast(sum(l.quantity) as bigint) as unit_count
from raw_order_lines as l
inner join newest as n on l.line_id = n.line_id and l.loaded_at = n.loaded_at
group by l.order_id
