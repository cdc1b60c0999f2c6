{#- What a build that broke off had found is kept until one succeeds: by then its outcomes may lie on other days. On Spark
    the next build judges everything. -#}
{{- waits_for(['int_judging', 'int_changed_orders']) -}}
{%- set earlier, outcomes = previous('int_days_before'), previous('fct_sla_outcomes') %}
{%- if judges_everything() %}
select cast(null as {{ text_type() }}) as seller_id, cast(null as date) as anchor_date, cast(null as {{ text_type() }}) as since_run_id
where 1 = 0
{%- else %}
select o.seller_id, o.anchor_date, j.previous_run_id as since_run_id
from {{ outcomes }} as o
inner join {{ ref('int_changed_orders') }} as c on o.subject_id = c.order_id
cross join {{ ref('int_judging') }} as j
{%- if earlier and target.type != 'spark' %}
union
select e.seller_id, e.anchor_date, e.since_run_id
from {{ earlier }} as e
inner join {{ ref('int_judging') }} as j on e.since_run_id = j.previous_run_id
{%- endif %}
{%- endif %}
