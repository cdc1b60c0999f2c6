{#-
    A driver is a value whose entities are worse than those without it beyond chance: at 99.9 %, as dozens of values are looked at. Its
    share of the excess: how many fewer bad ones there would be with the rate of the others, of all that the limit does not allow.
-#}
with sides as (
    select
        t.*,
        v.dimension,
        v.dimension_value,
        v.judged_count as inside_count,
        v.bad_count as inside_bad_count,
        t.total_count - v.judged_count as outside_count,
        t.total_bad_count - v.bad_count as outside_bad_count
    from {{ ref('int_breach_traits') }} as v
    inner join {{ ref('int_breach_totals') }} as t on v.episode_id = t.episode_id
),

rates as (
    select
        *,
        {%- for side in ['inside', 'outside'] %}
        {{ share(side ~ '_bad_count', side ~ '_count') }} as {{ side }}_share,
        {{ wilson(side ~ '_bad_count', side ~ '_count', -1) }} as {{ side }}_low,
        {{ wilson(side ~ '_bad_count', side ~ '_count', 1) }} as {{ side }}_high,
        {{ wilson(side ~ '_bad_count', side ~ '_count', -1, z=3.290527) }} as {{ side }}_least,
        {{ wilson(side ~ '_bad_count', side ~ '_count', 1, z=3.290527) }} as {{ side }}_most,
        {%- endfor %}
        -- Divided by the others' count, this many fewer bad ones.
        inside_bad_count * outside_count - inside_count * outside_bad_count as avoidable
    from sides
),

judged as (
    select
        *,
        {{ differs_beyond_chance(
            ['inside_share', 'inside_least', 'inside_most'], ['outside_share', 'outside_least', 'outside_most']
        ) }} as is_beyond_chance
    from rates
),

found as (
    select
        *,
        case
            when inside_count < min_driver_count or outside_count < min_driver_count then 'too_few_orders'
            when is_beyond_chance and inside_share > outside_share then 'worse_than_the_others'
            else 'within_chance'
        end as finding,
        case
            when outside_count = 0 then null
            when avoidable <= 0 or excess_count <= 0 then 0
            when avoidable >= excess_count * outside_count then 1
            else {{ share('avoidable', '(excess_count * outside_count)') }}
        end as excess_share
    from judged
),

placed as (
    select
        *,
        row_number() over (
            partition by episode_id, finding order by excess_share desc, inside_bad_count desc, dimension, dimension_value
        ) as place
    from found
)

select
    episode_id,
    seller_id,
    policy_id,
    dimension,
    dimension_value,
    finding,
    cast(case when finding = 'worse_than_the_others' then place end as bigint) as driver_no,
    cast(excess_share as decimal(9, 6)) as excess_share,
    excess_count,
    inside_count,
    inside_bad_count,
    inside_share as inside_rate,
    inside_low,
    inside_high,
    outside_count,
    outside_bad_count,
    outside_share as outside_rate,
    outside_low,
    outside_high
from placed
