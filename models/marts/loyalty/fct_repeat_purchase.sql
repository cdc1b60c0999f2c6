{%- set counts = ['kept_count', 'kept_repeat_count', 'broken_count', 'broken_repeat_count'] -%}
with counted as (
    select program, metric_code, marketplace, seller_id, within_days, {{ counts | join(', ') }}, bought_from
    from {{ ref('int_repeat_counts') }}
    union all
    select
        program, metric_code, marketplace, 'any', within_days,
        {%- for count in counts %}
        cast(sum({{ count }}) as bigint),
        {%- endfor %}
        bought_from
    from {{ ref('int_repeat_counts') }}
    group by program, metric_code, marketplace, within_days, bought_from
),

shares as (
    select
        c.*,
        {%- for kind in ['kept', 'broken'] %}
        {{ share(kind ~ '_repeat_count', kind ~ '_count') }} as {{ kind }}_share,
        {{ wilson(kind ~ '_repeat_count', kind ~ '_count', -1) }} as {{ kind }}_low,
        {{ wilson(kind ~ '_repeat_count', kind ~ '_count', 1) }} as {{ kind }}_high,
        {%- endfor %}
        w.min_count
    from counted as c
    inner join {{ ref('loyalty_windows') }} as w on c.within_days = w.within_days
)

select
    program,
    metric_code,
    marketplace,
    seller_id,
    bought_from,
    within_days,
    {%- for kind in ['kept', 'broken'] %}
    {{ kind }}_count,
    {{ kind }}_repeat_count,
    {{ kind }}_share,
    {{ kind }}_low,
    {{ kind }}_high,
    {%- endfor %}
    case
        when broken_count < min_count or kept_count < min_count then 'cannot_tell'
        when not {{ differs_beyond_chance(
            ['broken_share', 'broken_low', 'broken_high'], ['kept_share', 'kept_low', 'kept_high']
        ) }} then 'no_difference'
        when broken_share < kept_share then 'fewer_come_back'
        else 'more_come_back'
    end as after_a_broken_promise
from shares
