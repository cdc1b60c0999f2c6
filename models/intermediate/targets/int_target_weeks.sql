{#- Weeks begin on Monday; a week's sellers are all of the segment, with however few judged entities. -#}
{%- set counts = ['population_count', 'counted_bad', 'value_total', 'value_parts'] -%}
with days as (
    select
        d.policy_id,
        p.marketplace,
        p.seller_country,
        cast(date_trunc('week', d.anchor_date) as date) as week_date,
        extract(month from d.anchor_date) >= 11 as is_season,
        min(d.anchor_date) as since_date,
        sum(d.population_count) as population_count,
        sum(case r.bad_unit when 'accountable' then d.accountable_bad_count else d.breached_count + d.overdue_count end) as counted_bad,
        sum(d.measured_value_sum) as value_total,
        sum(d.measured_value_count) as value_parts
    from {{ ref('fct_seller_sla_daily') }} as d
    inner join {{ ref('int_target_rules') }} as r on d.policy_id = r.policy_id
    inner join {{ ref('int_seller_places') }} as p on d.seller_id = p.seller_id
    where d.population_count > 0 and r.first_date <= d.anchor_date and d.anchor_date <= r.last_date
    group by
        d.policy_id, p.marketplace, p.seller_country, cast(date_trunc('week', d.anchor_date) as date),
        extract(month from d.anchor_date) >= 11
),

weeks as (
    {%- for kind, segment in {'all': "'all'", 'marketplace': 'marketplace', 'seller_country': 'seller_country'}.items() %}
    select
        policy_id,
        '{{ kind }}' as segment_kind,
        {{ segment }} as segment,
        week_date,
        {%- for column in counts %}
        cast(sum({{ column }}) as bigint) as {{ column }},
        cast(coalesce(sum(case when is_season then {{ column }} end), 0) as bigint) as season_{{ column }},
        {%- endfor %}
        min(since_date) as since_date
    from days
    group by policy_id{{ ', ' ~ segment if not loop.first }}, week_date
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

placed as (
    select
        *,
        row_number() over (
            partition by policy_id, segment_kind, segment order by population_count desc, week_date
        ) as from_the_busiest
    from weeks
),

parts as (
    select
        policy_id,
        segment_kind,
        segment,
        min(since_date) as since_date,
        {%- for column in counts %}
        cast(sum({{ column }}) as bigint) as {{ column }},
        cast(sum(season_{{ column }}) as bigint) as season_{{ column }},
        max(case when from_the_busiest = 1 then {{ column }} end) as peak_{{ column }},
        cast(coalesce(sum(case when from_the_busiest > 1 then {{ column }} end), 0) as bigint) as other_{{ column }},
        {%- endfor %}
        max(case when from_the_busiest = 1 then week_date end) as peak_week
    from placed
    group by policy_id, segment_kind, segment
)

select
    p.policy_id,
    p.segment_kind,
    p.segment,
    p.since_date,
    p.population_count,
    p.peak_week,
    p.peak_population_count as peak_count,
    {{ shown_badness(badness('peak_')) }} as peak_value,
    {{ shown_badness(badness('other_')) }} as other_weeks_value,
    p.season_population_count as season_count,
    {{ share('p.season_population_count', 'p.population_count') }} as season_share,
    {{ shown_badness(badness('season_')) }} as season_value
from parts as p
inner join {{ ref('int_target_rules') }} as r on p.policy_id = r.policy_id
