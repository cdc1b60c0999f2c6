{{- waits_for(['int_judging', 'int_every_ticket']) -}}
{%- set orders, outcomes = previous('fct_orders'), previous('fct_sla_outcomes') -%}
{%- if judges_everything() or not has_rows('int_changed_exemptions') -%}
-- depends_on: {{ ref('int_changed_exemptions') }}
select cast(null as {{ text_type() }}) as subject_id
where 1 = 0
{%- else -%}
{%- set subjects -%}
(
        select order_id as subject_id, order_id, seller_id, carrier, marketplace from {{ orders }}
        union all
        select t.subject_id, o.order_id, t.seller_id, o.carrier, o.marketplace
        from {{ ref('int_every_ticket') }} as t
        left join {{ orders }} as o on t.subject_id = o.order_id
    )
{%- endset -%}
with covered as (
    {{- in_scopes_of(ref('int_changed_exemptions'), subjects) }}
)

select distinct c.subject_id
from covered as c
inner join {{ outcomes }} as v
    on c.subject_id = v.subject_id
    and c.covered_seller_id = v.seller_id
    and (c.policy_id is null or c.policy_id = v.policy_id)
    and c.valid_from <= v.anchor_date and (c.valid_until is null or v.anchor_date < c.valid_until)
{%- endif %}
