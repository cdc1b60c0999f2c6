{#- What the seller is told: the facts as they were known on the day, and the clauses. Numbers are as people read them. -#}
with shown as (
    select
        f.*,
        m.title,
        case
            when f.is_value then concat({{ decimal_text('f.measured_value', 'm.units_per_value') }}, ' ', m.display_unit)
            when f.statistic = 'bad_count' then concat(f.bad_count, ' bad')
            else concat({{ decimal_text('f.rate', '0.01') }}, ' %')
        end as found_text,
        case
            when f.is_value then concat({{ decimal_text('f.limit_value', 'm.units_per_value') }}, ' ', m.display_unit)
            when f.statistic = 'bad_count' then {{ decimal_text('f.limit_value', '1') }}
            else concat({{ decimal_text('f.limit_value', '0.01') }}, ' %')
        end as limit_text,
        case when f.is_value then '' else concat(' (', f.bad_count, ' bad of ', f.population_count, ')') end as counts_text
    from {{ ref('int_enforcement_facts') }} as f
    inner join {{ ref('sla_metrics') }} as m on f.metric_code = m.metric_code
)

select
    s.recommendation_id,
    concat(
        s.title, ': ', s.found_text, s.counts_text, case when s.window_start_date is null then '' else ' from ' end,
        coalesce(cast(s.window_start_date as {{ text_type() }}), ''), ' to ',
        cast(cast(s.window_end_date - interval '1' day as date) as {{ text_type() }}),
        ', where the limit is ', replace(s.comparator, '_', ' '), ' ', s.limit_text,
        case when s.times_limit is null then '' else concat('; ', s.times_limit, ' times what it allows') end, ', ', s.severity_code, '.'
    ) as facts,
    concat(r.clause, ' Policy ', s.policy_id, ' version ', p.policy_version, ': ', p.rule) as clause
from shown as s
inner join {{ ref('enforcement_rules') }} as r on s.rule_id = r.rule_id
left join {{ ref('sla_policies') }} as p
    on s.policy_id = p.policy_id and p.valid_from < s.window_end_date and (p.valid_to is null or s.window_end_date <= p.valid_to)
