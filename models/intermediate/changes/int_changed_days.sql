select seller_id, anchor_date
from {{ ref('int_days_before') }}
union
select seller_id, anchor_date
from {{ ref('int_judged_outcomes') }}
