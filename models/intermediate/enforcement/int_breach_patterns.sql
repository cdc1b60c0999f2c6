{#-
    One-off or trend, decided once, on the day on which the follow-up is settled, by orders that did not open the episode. Before that
    day its orders are not looked at.
-#}
with shares as (
    select
        *,
        {%- for name in ['opening', 'follow_up'] %}
        {{ share(name ~ '_bad_count', name ~ '_count') }} as {{ name }}_share,
        {{ wilson(name ~ '_bad_count', name ~ '_count', -1) }} as {{ name }}_low,
        {{ wilson(name ~ '_bad_count', name ~ '_count', 1) }} as {{ name }}_high,
        {%- endfor %}
        decided_on_date <= as_of_date as is_decided
    from {{ ref('int_breach_evidence') }}
),

reasons as (
    select
        *,
        case
            when not is_decided then 'too_early'
            when usual_ppm is null then 'limit_is_no_share'
            when follow_up_count < min_follow_up_count then 'too_few_orders'
            when follow_up_low * 1000000 > usual_ppm then 'still_beyond_the_limit'
            when follow_up_bad_count * 1000000 <= usual_ppm * follow_up_count and follow_up_share < opening_share
                and {{ differs_beyond_chance(
                    ['follow_up_share', 'follow_up_low', 'follow_up_high'], ['opening_share', 'opening_low', 'opening_high']
                ) }} then 'back_within_the_limit'
            else 'within_chance'
        end as pattern_reason
    from shares
)

select
    episode_id,
    case pattern_reason when 'still_beyond_the_limit' then 'trend' when 'back_within_the_limit' then 'one_off' else 'cannot_tell' end as pattern,
    pattern_reason,
    decided_on_date,
    follow_up_start_date,
    follow_up_end_date,
    opening_count,
    opening_bad_count,
    case when is_decided then follow_up_count end as follow_up_count,
    case when is_decided then follow_up_bad_count end as follow_up_bad_count
from reasons
