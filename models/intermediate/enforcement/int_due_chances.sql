{#- A seller's own past says most about its open orders; where it is too short, that of all sellers under the policy does. -#}
with everyone as (
    select
        policy_id,
        step_no,
        cast(sum(still_open_count) as bigint) as still_open_count,
        cast(sum(missed_count) as bigint) as missed_count
    from {{ ref('int_due_history') }}
    group by policy_id, step_no
),

open_orders as (
    select distinct policy_id, seller_id, step_no
    from {{ ref('int_open_orders') }}
),

histories as (
    select
        o.policy_id,
        o.seller_id,
        o.step_no,
        h.still_open_count as own_still_open_count,
        h.missed_count as own_missed_count,
        e.still_open_count as all_still_open_count,
        e.missed_count as all_missed_count,
        coalesce(h.still_open_count >= r.min_history_count, false) as is_own
    from open_orders as o
    inner join {{ ref('int_at_risk_rules') }} as r on o.policy_id = r.policy_id
    left join {{ ref('int_due_history') }} as h
        on o.policy_id = h.policy_id and o.seller_id = h.seller_id and o.step_no = h.step_no
    left join everyone as e on o.policy_id = e.policy_id and o.step_no = e.step_no
)

select
    policy_id,
    seller_id,
    step_no,
    case when is_own then 'seller' when all_still_open_count is not null then 'all_sellers' else 'none' end as history_of,
    case when is_own then own_still_open_count else coalesce(all_still_open_count, 0) end as still_open_count,
    case when is_own then own_missed_count else coalesce(all_missed_count, 0) end as missed_count
from histories
