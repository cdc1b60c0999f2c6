-- When the buyer first asked to send something back.
with ranked as (
    select order_id, requested_at, row_number() over (partition by return_id order by loaded_at desc) as newest_no
    from raw_returns
)

select order_id, min(requested_at) as requested_at
from ranked
where newest_no = 1
group by order_id
