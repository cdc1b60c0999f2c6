{{- waits_for([
    'int_judging', 'int_deliveries', 'int_changed_policies', 'sla_programs', 'sla_metrics', 'int_every_ticket', 'int_exemption_changed_subjects',
]) -}}
{%- for source in source_systems() -%}{{ waits_for(['stg_' ~ source ~ '__touched_orders']) }}{%- endfor -%}
{%- set orders, outcomes = previous('fct_orders'), previous('fct_sla_outcomes') -%}
{%- if judges_everything() -%}
-- Every order is judged, so none is listed.
select cast(null as {{ text_type() }}) as order_id
where 1 = 0
{%- else -%}
{#- Of a source whose parcels, returns, ratings or claims arrive for the first time, no order could be judged by them until now. -#}
with first_deliveries as (
    select source, canonical_table
    from {{ ref('int_deliveries') }}
    except
    select source, canonical_table
    from {{ previous('int_judged_deliveries') }}
)
{% for source in source_systems() %}
select order_id
from {{ ref('stg_' ~ source ~ '__touched_orders') }}
union
{%- endfor %}
select o.order_id
from {{ orders }} as o
inner join first_deliveries as f on o.source = f.source
union
-- Time alone makes an open verdict bad, and a bad one that is open worse.
select v.subject_id
from {{ outcomes }} as v
inner join {{ ref('int_judging') }} as j
    on j.previous_as_of_at < j.as_of_at
    and (v.verdict = 'overdue' or (v.verdict = 'pending' and v.due_at < j.as_of_at))
union
select o.order_id
from {{ orders }} as o
inner join {{ ref('sla_programs') }} as g on g.marketplace in ('any', o.marketplace)
inner join {{ ref('int_changed_policies') }} as p
    on g.program = p.program
    and p.buyer_country in ('any', o.buyer_country)
    and p.seller_id in ('any', o.seller_id)
    and (p.ends_at is null or o.ordered_at < p.ends_at)
    and (p.binding = 'started' or p.starts_at <= o.ordered_at)
inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code and m.entity_type not in ('ticket', 'message')
union
-- A ticket begins later than its order, so another version of a policy may bind it.
select t.subject_id
from {{ ref('int_every_ticket') }} as t
inner join {{ ref('int_changed_policies') }} as p
    on p.seller_id in ('any', t.seller_id)
    and (p.ends_at is null or t.opened_at < p.ends_at)
    and (p.binding = 'started' or p.starts_at <= t.opened_at)
inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code and m.entity_type in ('ticket', 'message')
union
select subject_id
from {{ ref('int_exemption_changed_subjects') }}
{%- endif %}
