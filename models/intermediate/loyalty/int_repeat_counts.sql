{#- Only promises whose whole span is over: a span that still runs would make every late one look disloyal. -#}
{%- set again = {'seller': 'next_of_seller_at', 'marketplace': 'next_at'} -%}
with spans as (
    select
        p.*,
        w.within_days,
        p.promised_at + w.within_days * interval '1' day as ends_at
    from {{ ref('int_next_purchases') }} as p
    cross join {{ ref('loyalty_windows') }} as w
    cross join {{ ref('int_as_of') }} as a
    where p.promised_at + w.within_days * interval '1' day <= a.as_of_at
)

{%- for bought_from, next_at in again.items() %}
select
    program,
    metric_code,
    marketplace,
    seller_id,
    within_days,
    '{{ bought_from }}' as bought_from,
    {%- for kind, is_kind in {'kept': 'is_kept', 'broken': 'not is_kept'}.items() %}
    count(case when {{ is_kind }} then 1 end) as {{ kind }}_count,
    count(case when {{ is_kind }} and {{ next_at }} <= ends_at then 1 end) as {{ kind }}_repeat_count
    {{- ',' if not loop.last }}
    {%- endfor %}
from spans
group by program, metric_code, marketplace, seller_id, within_days
{{ 'union all' if not loop.last }}
{%- endfor %}
