{#- The strictest candidate that few enough sellers are out of, where there are sellers and days enough to tell. -#}
{%- set percentiles = [50, 75, 90, 95, 99] -%}
{%- set of_segment = 'policy_id, segment_kind, segment' -%}
with spread as (
    select
        {%- for percentile in percentiles %}
        percentile_disc({{ percentile / 100 }}) within group (order by badness) as p{{ percentile }},
        {%- endfor %}
        {{ of_segment }}
    from {{ ref('int_target_sellers') }}
    group by {{ of_segment }}
),

told as (
    select
        c.*,
        r.program, r.metric_code, r.statistic, r.comparator, r.is_value, r.last_date,
        m.short_name, m.units_per_value, m.display_unit,
        {% for percentile in percentiles %}p.p{{ percentile }}, {% endfor %}
        w.since_date, w.population_count, w.peak_week, w.peak_count, w.peak_value, w.other_weeks_value,
        w.season_count, w.season_share, w.season_value,
        case when r.is_value then {{ int_div('c.candidate_units', '10000') }} else c.candidate_ppm end as candidate_badness,
        case
            when c.seller_count < r.min_sellers then 'too_few_sellers'
            when w.since_date + (r.min_days - 1) * interval '1' day > r.last_date then 'too_few_days'
        end as doubt,
        c.surely_out_count * 100 <= r.max_surely_out_percent * c.seller_count
        and c.out_count * 100 <= r.max_out_percent * c.seller_count as is_loose_enough
    from {{ ref('int_target_candidates') }} as c
    inner join {{ ref('int_target_rules') }} as r on c.policy_id = r.policy_id
    inner join {{ ref('sla_metrics') }} as m on r.metric_code = m.metric_code
    inner join spread as p on c.policy_id = p.policy_id and c.segment_kind = p.segment_kind and c.segment = p.segment
    inner join {{ ref('int_target_weeks') }} as w on c.policy_id = w.policy_id and c.segment_kind = w.segment_kind and c.segment = w.segment
),

advised as (
    select
        *,
        {{ shown_badness('candidate_badness') }} as candidate_value,
        min(case when is_loose_enough then percent_of_limit end) over (partition by {{ of_segment }}) as strictest_percent
    from told
)

select
    policy_id,
    program,
    metric_code,
    segment_kind,
    segment,
    percent_of_limit,
    statistic,
    comparator,
    candidate_value,
    seller_count,
    out_count,
    surely_out_count,
    {{ share('out_count', 'seller_count') }} as out_share,
    {{ share('surely_out_count', 'seller_count') }} as surely_out_share,
    doubt is null and percent_of_limit = coalesce(strictest_percent, 0) as is_recommended,
    coalesce(doubt, case
        when strictest_percent is null then 'none_is_loose_enough'
        when strictest_percent < 100 then 'tighten'
        when strictest_percent > 100 then 'loosen'
        else 'keep'
    end) as advice,
    concat(
        short_name, ' ', replace(comparator, '_', ' '), ' ',
        case
            when is_value then concat({{ decimal_text('candidate_value', 'units_per_value') }}, ' ', display_unit)
            else {{ percent_text('candidate_value') }}
        end,
        ': ', out_count, ' of ', seller_count, ' sellers are out of it, ', surely_out_count, ' of them surely.'
    ) as message,
    since_date as first_date,
    last_date,
    population_count,
    {%- for percentile in percentiles %}
    {{ shown_badness('p' ~ percentile) }} as p{{ percentile }}_value,
    {%- endfor %}
    peak_week,
    peak_count,
    peak_value,
    other_weeks_value,
    season_count,
    season_share,
    season_value
from advised
