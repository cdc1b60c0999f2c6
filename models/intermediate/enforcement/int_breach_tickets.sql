{#- As int_breach_lines, by ticket: a ticket need not be about an order. A reply is named after its ticket. -#}
with delivered as (
    {{- delivered_rows('tickets') | indent(4) }}
),

judged as (
    select distinct
        o.entity_id,
        split_part(o.entity_id, ':', 1) as ticket_id
    from {{ ref('int_breach_outcomes') }} as o
    inner join {{ ref('int_breach_episodes') }} as e on o.episode_id = e.episode_id
    inner join {{ ref('sla_metrics') }} as m on e.metric_code = m.metric_code
    where m.entity_type in ('ticket', 'message')
),

versions as (
    select
        j.entity_id,
        d.channel,
        row_number() over (partition by j.entity_id order by d.loaded_at desc, d.load_order desc) as version_no
    from judged as j
    inner join delivered as d on j.ticket_id = d.ticket_id
    inner join {{ ref('int_as_of') }} as a on d.loaded_at <= a.as_of_at
)

select
    entity_id,
    channel
from versions
where version_no = 1
