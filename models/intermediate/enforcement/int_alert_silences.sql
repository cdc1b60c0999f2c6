{{ config(materialized='view') }}
{#-
    Who never had so long a gap was never silent. Orders are counted where a policy counts them on the day they were placed, as that
    day does not move. Who leaves a program owes it nothing: memberships begin and end on days of their own.
-#}
with judged as (
    select
        d.seller_id,
        d.policy_id,
        r.program,
        d.population_count,
        r.min_past_count,
        cast(d.anchor_date + r.short_days * interval '1' day as date) as silent_date,
        lead(d.anchor_date) over (partition by r.rule_id, d.seller_id, d.policy_id order by d.anchor_date) as next_date,
        r.last_date
    from {{ ref('fct_seller_sla_daily') }} as d
    inner join {{ ref('int_alert_rules') }} as r on d.policy_id = r.policy_id and r.kind = 'no_data'
    where d.population_count > 0 and d.anchor_date <= r.last_date
),

candidates as (
    select
        seller_id,
        policy_id,
        program
    from judged
    group by seller_id, policy_id, program
    having sum(population_count) >= min(min_past_count)
        and max(case when silent_date < next_date or (next_date is null and silent_date <= last_date) then 1 else 0 end) = 1
),

placed as (
    select
        d.seller_id,
        d.policy_id,
        d.anchor_date,
        sum(d.population_count + d.pending_count + d.excluded_count + d.void_count) as order_count
    from {{ ref('fct_seller_sla_daily') }} as d
    inner join {{ ref('sla_policies') }} as p on d.policy_id = p.policy_id and d.policy_version = p.policy_version and p.anchor = 'created'
    inner join {{ ref('sla_metrics') }} as m on d.metric_code = m.metric_code and m.entity_type = 'order'
    where d.seller_id in (select c.seller_id from candidates as c)
    group by d.seller_id, d.policy_id, d.anchor_date
),

memberships as (
    select
        seller_id,
        program,
        cast(valid_from as date) as from_date,
        cast(valid_to as date) as to_date,
        row_number() over (partition by seller_id, program order by valid_from) as membership_no
    from {{ ref('int_known__seller_programs') }}
),

days as (
    select d.seller_id, d.policy_id, d.anchor_date, d.population_count, 0 as order_count, 0 as left_count
    from {{ ref('fct_seller_sla_daily') }} as d
    inner join candidates as c on d.seller_id = c.seller_id and d.policy_id = c.policy_id
    union all
    select o.seller_id, c.policy_id, o.anchor_date, 0, max(o.order_count), 0
    from placed as o
    inner join candidates as c on o.seller_id = c.seller_id
    group by o.seller_id, c.policy_id, o.anchor_date
    union all
    select m.seller_id, c.policy_id, m.to_date, 0, 0, 1
    from memberships as m
    inner join candidates as c on m.seller_id = c.seller_id and m.program = c.program
    where m.to_date is not null
    union all
    select m.seller_id, c.policy_id, m.from_date, 0, 0, -1
    from memberships as m
    inner join candidates as c on m.seller_id = c.seller_id and m.program = c.program
    where m.membership_no > 1
)

select
    seller_id,
    policy_id,
    anchor_date,
    population_count,
    order_count,
    left_count
from days
