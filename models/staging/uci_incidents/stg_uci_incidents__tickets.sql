{#- Its last group answers for an incident: the log has the opening time on every row, and a group on most. -#}
{%- set newest = "case when assignment_group <> '?' then _load_order end" -%}
select
    number as ticket_id,
    cast(null as {{ text_type() }}) as order_id,
    coalesce({{ latest('assignment_group', newest) }}, 'No group') as seller_id,
    cast(null as {{ text_type() }}) as channel,
    min(opened_at) as opened_at,
    min(opened_at) as loaded_at,
    min(_load_order) as load_order
from {{ ref('landed_uci_incidents__incidents') }}
where {{ is_accepted() }}
group by number
