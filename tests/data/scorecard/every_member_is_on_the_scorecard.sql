-- A seller without orders is shown as such, never left out.
select
    p.seller_id,
    p.program,
    w.metric_code,
    w.window_code
from {{ ref('int_seller_programs') }} as p
inner join {{ ref('sla_windows') }} as w on p.program = w.program and w.choice = 1
left join {{ ref('fct_seller_scorecards') }} as s
    on p.seller_id = s.seller_id
    and w.program = s.program
    and w.metric_code = s.metric_code
    and w.window_code = s.window_code
where s.seller_id is null
