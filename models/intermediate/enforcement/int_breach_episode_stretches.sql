{#- Where two windows bind, one that is out of its limit is enough, so stretches of both make one episode when they touch. -#}
{%- set of_seller = 'partition by seller_id, policy_id' -%}
with ordered as (
    select
        *,
        max(to_date) over (
            {{ of_seller }} order by from_date, window_code rows between unbounded preceding and 1 preceding
        ) as covered_until
    from {{ ref('int_breach_stretches') }}
),

numbered as (
    select
        *,
        sum(case when covered_until >= from_date then 0 else 1 end) over (
            {{ of_seller }} order by from_date, window_code rows unbounded preceding
        ) as episode_no
    from ordered
),

named as (
    select
        *,
        min(from_date) over ({{ of_seller }}, episode_no) as first_date
    from numbered
)

select
    concat(policy_id, '/', seller_id, '/', cast(first_date as {{ text_type() }})) as episode_id,
    *,
    row_number() over ({{ of_seller }}, episode_no order by from_date, window_code) as from_the_first,
    row_number() over ({{ of_seller }}, episode_no order by to_date desc, window_code) as from_the_last,
    row_number() over (
        {{ of_seller }}, episode_no order by severity_rank desc, times_limit desc nulls first, from_date, window_code
    ) as from_the_worst
from named
