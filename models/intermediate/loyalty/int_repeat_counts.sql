{#- Only promises whose whole span is over: a span that still runs would make every late one look disloyal. -#}
with spans as (
    select
        p.*,
        w.within_days,
        p.promised_at + w.within_days * interval '1' day as ends_at
    from {{ ref('int_next_purchases') }} as p
    cross join {{ ref('loyalty_windows') }} as w
    cross join {{ ref('int_as_of') }} as a
    where p.promised_at + w.within_days * interval '1' day <= a.as_of_at
),

returns as (
    select *, 'seller' as bought_from, next_of_seller_at <= ends_at as has_returned
    from spans
    union all
    select *, 'marketplace' as bought_from, next_at <= ends_at as has_returned
    from spans
)

select
    program,
    metric_code,
    marketplace,
    seller_id,
    within_days,
    bought_from,
    count(case when is_kept then 1 end) as kept_count,
    count(case when is_kept and has_returned then 1 end) as kept_repeat_count,
    count(case when not is_kept then 1 end) as broken_count,
    count(case when not is_kept and has_returned then 1 end) as broken_repeat_count
from returns
group by program, metric_code, marketplace, seller_id, within_days, bought_from
