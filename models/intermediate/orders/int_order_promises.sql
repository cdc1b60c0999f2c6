{{ config(materialized='view') }}
with moves as (
    select
        order_id,
        promise_type,
        promised_from,
        promised_until,
        recorded_at,
        row_number() over (partition by order_id, promise_type order by recorded_at) as version_no,
        lag(promised_until) over (partition by order_id, promise_type order by recorded_at) as moved_from
    from {{ ref('int_known__order_promises') }}
),

{#- A promise that was moved after it had passed stays broken, and so does every later move. -#}
chains as (
    select
        *,
        max(case when recorded_at > moved_from then 1 else 0 end) over (
            partition by order_id, promise_type order by recorded_at
        ) as is_too_late
    from moves
),

versions as (
    select
        *,
        max(case when is_too_late = 0 then version_no end) over (partition by order_id, promise_type) as latest_no
    from chains
)

select
    order_id,
    {%- for type in ['ship', 'delivery'] %}
    max(case when promise_type = '{{ type }}' and version_no = 1 then promised_until end) as promised_{{ type }}_first_at,
    max(case when promise_type = '{{ type }}' and version_no = latest_no then promised_until end) as promised_{{ type }}_latest_at,
    {%- endfor %}
    max(case when promise_type = 'delivery' and version_no = latest_no then promised_from end) as promised_delivery_from_at
from versions
group by order_id
