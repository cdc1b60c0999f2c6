select order_id as subject_id
from {{ ref('int_changed_orders') }}
