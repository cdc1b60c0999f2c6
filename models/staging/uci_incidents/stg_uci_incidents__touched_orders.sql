{#-
    One download of a finished past, without times of loading: when its file is new, or the last build knew of less than all of
    it, all its incidents are judged again.
-#}
{%- set moment, high_water = judged_up_to(), ref('stg_uci_incidents__high_water') -%}
with unjudged as (
    {{ unjudged_rows('uci_incidents__incidents', ['_file_hash']) }}
)

select ticket_id as order_id
from {{ ref('stg_uci_incidents__tickets') }}
where
    exists (select 1 from unjudged)
{%- if moment %}
    or timestamp '{{ moment }}' < (select high_water_at from {{ high_water }})
{%- endif %}
