{#- Returns of the episodes of return metrics, by why, what, and the month in which the order was placed. -#}
with lines as (
    select
        e.episode_id,
        e.seller_id,
        e.policy_id,
        l.line_id,
        l.order_id,
        coalesce(l.sku, 'unknown') as sku,
        cast(date_trunc('month', r.ordered_at) as date) as cohort_month
    from {{ ref('int_breach_episodes') }} as e
    inner join (select distinct episode_id, order_id from {{ ref('int_breach_outcomes') }}) as o on e.episode_id = o.episode_id
    inner join {{ ref('fct_orders') }} as r on o.order_id = r.order_id
    inner join {{ ref('int_breach_lines') }} as l on o.order_id = l.order_id
    where e.metric_code in ('return_rate', 'return_lines', 'return_units')
),

reasons as (
    select distinct
        l.episode_id,
        l.line_id,
        r.reason_code
    from lines as l
    inner join {{ ref('int_breach_returns') }} as r on l.order_id = r.order_id and (r.line_id is null or l.line_id = r.line_id)
),

sold as (
    select
        episode_id,
        sku,
        cohort_month,
        count(*) as sold_line_count
    from lines
    group by episode_id, sku, cohort_month
),

returned as (
    select
        l.episode_id,
        l.seller_id,
        l.policy_id,
        r.reason_code,
        l.sku,
        l.cohort_month,
        count(*) as returned_line_count
    from lines as l
    inner join reasons as r on l.episode_id = r.episode_id and l.line_id = r.line_id
    group by l.episode_id, l.seller_id, l.policy_id, r.reason_code, l.sku, l.cohort_month
)

select
    r.episode_id,
    r.seller_id,
    r.policy_id,
    r.reason_code,
    r.sku,
    r.cohort_month,
    r.returned_line_count,
    s.sold_line_count,
    {{ share('r.returned_line_count', 's.sold_line_count') }} as returned_rate,
    {{ wilson('r.returned_line_count', 's.sold_line_count', -1) }} as returned_low,
    {{ wilson('r.returned_line_count', 's.sold_line_count', 1) }} as returned_high,
    {{ share('r.returned_line_count', 'sum(r.returned_line_count) over (partition by r.episode_id)') }} as returned_share
from returned as r
inner join sold as s on r.episode_id = s.episode_id and r.sku = s.sku and r.cohort_month = s.cohort_month
