{{ config(materialized='view') }}
{#- Only `denied` is in the seller's favour. Whoever closes a claim without saying how has not denied it. -#}
with decided as (
    select
        claim_id,
        order_id,
        lower(claim_type) as claim_type,
        opened_at,
        case
            when lower(outcome) = 'denied' then 'denied'
            when outcome is null and closed_at is null then 'open'
            else 'upheld'
        end as decision
    from {{ ref('int_known__claims') }}
)

select
    *,
    case decision when 'upheld' then 1 when 'open' then 2 else 3 end as severity
from decided
