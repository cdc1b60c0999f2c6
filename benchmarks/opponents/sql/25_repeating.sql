-- Orders that have a status twice: only these can have an event twice.
select order_id
from delivery
where status is not null
group by order_id
having count(*) > {% for code in range(STATUSES | length) %}{{ '+ ' if code }}max(case when status = {{ code }} then 1 else 0 end) {% endfor %}

