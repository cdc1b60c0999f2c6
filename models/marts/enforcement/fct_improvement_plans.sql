{#-
    Decided once, on the day on which all days of the plan are settled. Worked: within the target, and better than before by more than chance
    explains. Did not: beyond the target by more than chance explains, or no better than before. Anything else is too early.
-#}
with shares as (
    select
        p.*,
        {%- for name in ['before', 'after'] %}
        coalesce(c.{{ name }}_count, 0) as {{ name }}_count,
        coalesce(c.{{ name }}_bad_count, 0) as {{ name }}_bad_count,
        {{ share('c.' ~ name ~ '_bad_count', 'c.' ~ name ~ '_count') }} as {{ name }}_rate,
        {{ wilson('c.' ~ name ~ '_bad_count', 'c.' ~ name ~ '_count', -1) }} as {{ name }}_low,
        {{ wilson('c.' ~ name ~ '_bad_count', 'c.' ~ name ~ '_count', 1) }} as {{ name }}_high,
        {%- endfor %}
        coalesce(cast(p.counts_until + (p.settled_after_days - 1) * interval '1' day as date) <= p.as_of_date, false) as is_decided
    from {{ ref('int_improvement_plans') }} as p
    left join {{ ref('int_improvement_counts') }} as c on p.plan_id = c.plan_id
),

{%- set now, before = ['after_rate', 'after_low', 'after_high'], ['before_rate', 'before_low', 'before_high'] %}

reasons as (
    select
        *,
        case
            when program is null then 'policy_is_unknown'
            when not is_decided then 'still_running'
            when before_count < min_count or after_count < min_count then 'too_few_orders'
            when after_bad_count * 1000000 <= target_ppm * after_count and after_rate < before_rate
                and {{ differs_beyond_chance(now, before) }} then 'better_and_within_the_target'
            when after_low * 1000000 > target_ppm then 'beyond_the_target'
            when after_bad_count * before_count >= before_bad_count * after_count then 'no_better_than_before'
            else 'within_chance'
        end as verdict_reason
    from shares
)

select
    plan_id,
    seller_id,
    policy_id,
    program,
    metric_code,
    opened_at,
    opened_by,
    accepted_at,
    accepted_by,
    closed_at,
    starts_on,
    ends_on,
    cast(cast(target_ppm as decimal(18, 0)) / 1000000 as decimal(9, 6)) as target_rate,
    before_start_date,
    case when settled_until <= starts_on then starts_on when settled_until < counts_until then settled_until else counts_until end
        as after_end_date,
    {%- for name in ['before', 'after'] %}
    {{ name }}_count,
    {{ name }}_bad_count,
    {{ name }}_rate,
    {{ name }}_low,
    {{ name }}_high,
    {%- endfor %}
    cast(after_rate - before_rate as decimal(9, 6)) as difference,
    {{ newcombe(now, before, -1) }} as difference_low,
    {{ newcombe(now, before, 1) }} as difference_high,
    cast(counts_until + (settled_after_days - 1) * interval '1' day as date) as decided_on_date,
    case verdict_reason
        when 'better_and_within_the_target' then 'worked'
        when 'beyond_the_target' then 'did_not'
        when 'no_better_than_before' then 'did_not'
        else 'too_early'
    end as verdict,
    verdict_reason
from reasons
