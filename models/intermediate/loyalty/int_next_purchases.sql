{#- A buyer's purchases and promises in one line of time: the next purchase after a promise is the first that follows it there. -#}
{%- set later = 'order by happened_at, is_promise rows between 1 following and unbounded following' -%}
with moments as (
    select
        program, metric_code, order_id, seller_id, marketplace, buyer_ref, is_kept,
        promised_at as happened_at, 1 as is_promise, cast(null as timestamp) as bought_at
    from {{ ref('int_promises') }}
    union all
    select
        null, null, order_id, seller_id, marketplace, buyer_ref, null,
        ordered_at as happened_at, 0 as is_promise, ordered_at as bought_at
    from {{ ref('fct_orders') }}
    where buyer_ref is not null and not is_test
),

followed as (
    select
        *,
        min(bought_at) over (partition by marketplace, buyer_ref, seller_id {{ later }}) as next_of_seller_at,
        min(bought_at) over (partition by marketplace, buyer_ref {{ later }}) as next_at
    from moments
)

select
    program,
    metric_code,
    order_id,
    seller_id,
    marketplace,
    is_kept,
    happened_at as promised_at,
    next_of_seller_at,
    next_at
from followed
where is_promise = 1
