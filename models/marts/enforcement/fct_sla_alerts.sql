{#- Opened and closed are the days on which a build knew of it: when the day that it speaks of was settled. -#}
with alerts as (
    select
        o.rule_id,
        o.policy_id,
        o.seller_id,
        o.from_date as first_date,
        o.spell_no,
        o.settled_after_days,
        o.calm_from_date,
        cast(o.calm_from_date + (o.close_days - 1) * interval '1' day as date) as closing_date,
        o.last_date as settled_date
    from {{ ref('int_alert_spells') }} as o
    where o.from_the_first = 1
),

peaks as (
    select
        p.*,
        m.short_name,
        cast(p.from_date as {{ text_type() }}) as on_day,
        {{ percent_text('p.short_share') }} as short_text,
        {{ percent_text('p.long_share') }} as long_text,
        cast({{ rounded_div('p.allowed_millionths', '10000') }} * 0.01 as decimal(18, 2)) as allowed_count
    from {{ ref('int_alert_spells') }} as p
    inner join {{ ref('sla_metrics') }} as m on p.metric_code = m.metric_code
    where p.from_the_worst = 1
)

select
    concat(a.policy_id, '/', a.rule_id, '/', a.seller_id, '/', cast(a.first_date as {{ text_type() }})) as alert_id,
    a.seller_id,
    p.program,
    p.metric_code,
    a.policy_id,
    a.rule_id,
    p.kind,
    a.first_date,
    cast(a.first_date + a.settled_after_days * interval '1' day as date) as opened_on,
    a.closing_date > a.settled_date as is_open,
    case when a.closing_date <= a.settled_date then cast(a.calm_from_date - interval '1' day as date) end as last_date,
    case when a.closing_date <= a.settled_date then cast(a.closing_date + a.settled_after_days * interval '1' day as date) end as closed_on,
    p.from_date as peak_date,
    p.intensity as peak_intensity,
    p.statistic,
    {{ limit_as_value('p.limit_value', 'p.statistic', '1') }} as limit_value,
    p.short_days,
    p.short_count,
    p.short_bad_count,
    p.short_share,
    p.long_days,
    p.long_count,
    p.long_bad_count,
    p.long_share,
    case p.kind when 'budget' then p.budget_days end as budget_days,
    case p.kind when 'budget' then p.budget_count end as budget_count,
    case p.kind when 'budget' then p.allowed_count end as budget_bad_count,
    case p.kind when 'no_data' then p.order_count end as order_count,
    case p.kind
        when 'budget'
            then concat(
                    p.short_name, ': ', p.long_bad_count, ' bad in ', p.long_days, ' days to ', p.on_day, ', ', p.short_bad_count,
                    ' of them in the last ', p.short_days, ' days, where ', p.budget_days, ' days allow ',
                    cast(p.allowed_count as {{ text_type() }}), ' of ', p.budget_count,
                    case when p.intensity is null then '.' else concat(': ', cast(p.intensity as {{ text_type() }}), ' % of the budget.') end
                )
        when 'change'
            then concat(
                    p.short_name, ': ', p.short_bad_count, ' bad of ', p.short_count, ' (', p.short_text, ') in ', p.short_days, ' days to ', p.on_day,
                    ', where ', p.long_bad_count, ' of ', p.long_count, ' (', p.long_text, ') were bad in the ', p.long_days, ' days before.'
                )
        else
            concat(
                p.short_name, ': nothing judged in ', p.short_days, ' days to ', p.on_day, ', where ', cast(p.intensity as {{ text_type() }}),
                ' are usual; ', p.order_count, case when p.order_count = 1 then ' order' else ' orders' end, ' came in.'
            )
    end as message
from alerts as a
inner join peaks as p
    on a.rule_id = p.rule_id and a.policy_id = p.policy_id and a.seller_id = p.seller_id and a.spell_no = p.spell_no
