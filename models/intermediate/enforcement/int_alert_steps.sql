{{ config(materialized='view') }}
{#-
    Whether the condition of a rule holds, or is calm: below its lower limit. Between the two an alert stays what it is. Where the
    past knows of nothing either, or the seller has left the program, nothing is missing. Stretches without what a rule looks for are
    calm, most of them, and left out before anything is worked out.
-#}
{%- set certainties = {'99.9': 3.290527, '99': 2.575829, '95': 1.959964} -%}
with shares as (
    select
        *,
        {{ share('short_bad_count', 'short_count') }} as short_share,
        {{ share('long_bad_count', 'long_count') }} as long_share
    from {{ ref('int_alert_counts') }}
    where case kind when 'budget' then long_bad_count > 0 when 'change' then short_bad_count > 0 else short_count = 0 end
),

{#- How sure it is, in per cent, that the recent share is worse than that of the past; 0 for no more than chance explains. -#}
compared as (
    select
        *,
        case
            when kind <> 'change' or statistic is null or coalesce(short_share <= long_share, true) then 0
            {%- for certainty, z in certainties.items() %}
            when {{ differs_beyond_chance(
                ['short_share', wilson('short_bad_count', 'short_count', -1, z), wilson('short_bad_count', 'short_count', 1, z)],
                ['long_share', wilson('long_bad_count', 'long_count', -1, z), wilson('long_bad_count', 'long_count', 1, z)]
            ) }} then {{ certainty }}
            {%- endfor %}
            else 0
        end as certainty
    from shares
)

select
    c.*,
    r.program,
    r.metric_code,
    r.short_days,
    r.long_days,
    r.budget_days,
    r.close_days,
    r.settled_after_days,
    r.last_date,
    coalesce(
        case r.kind
            when 'budget'
                then c.budget_count >= r.min_count and c.budget_count >= c.min_volume and c.long_bad_count >= c.min_bad_count
                    and c.long_bad_count * 100000000 >= r.opens_at * c.allowed_millionths
                    and c.short_bad_count * 100000000 >= r.short_opens_at * c.allowed_millionths
            when 'change'
                then c.short_count >= r.min_count and c.long_count >= r.min_past_count
                    and c.short_bad_count >= c.min_bad_count and c.certainty >= r.opens_at
            else
                not c.has_left and c.short_count = 0 and c.long_count >= r.min_past_count
                and c.long_count * r.short_days >= r.opens_at * r.long_days
        end, false
    ) as is_over,
    coalesce(
        case r.kind
            when 'budget' then c.long_bad_count = 0 or c.long_bad_count * 100000000 < r.closes_below * c.allowed_millionths
            when 'change' then c.certainty < r.closes_below
            else c.has_left or c.short_count > 0 or c.long_count = 0
        end, true
    ) as is_calm,
    cast(
        case r.kind
            when 'budget' then {{ rounded_div('c.long_bad_count * 10000000000', 'nullif(c.allowed_millionths, 0)') }}
            when 'change' then round((c.short_share - c.long_share) * 10000, 0)
            else {{ rounded_div('c.long_count * r.short_days * 100', 'r.long_days') }}
        end * 0.01 as decimal(18, 2)
    ) as intensity
from compared as c
inner join {{ ref('int_alert_rules') }} as r on c.rule_id = r.rule_id and c.policy_id = r.policy_id
