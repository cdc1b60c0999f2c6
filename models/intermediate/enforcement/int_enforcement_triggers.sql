{#- What a rule says holds from the day on which it is known until it is known that the episode has ended. -#}
with kinds as (
    select
        rule_id,
        episode_id,
        window_code,
        from_date,
        triggered_on,
        cast(null as date) as fewer_on
    from {{ ref('int_enforcement_reached') }}
    where trigger_kind = 'severity'
    union all
    select
        rule_id,
        episode_id,
        window_code,
        from_date,
        triggered_on,
        cast(null as date)
    from {{ ref('int_enforcement_repetitions') }}
    union all
    select
        rule_id,
        episode_id,
        window_code,
        from_date,
        triggered_on,
        cast(null as date)
    from {{ ref('int_enforcement_trends') }}
    union all
    select
        rule_id,
        episode_id,
        window_code,
        from_date,
        triggered_on,
        fewer_on
    from {{ ref('int_enforcement_combinations') }}
)

select
    k.rule_id,
    k.episode_id,
    e.seller_id,
    e.policy_id,
    r.action,
    r.step_no,
    r.immunity_days,
    k.window_code,
    k.from_date,
    k.triggered_on,
    case
        when k.fewer_on < e.end_known_on_date or e.end_known_on_date is null then k.fewer_on
        else e.end_known_on_date
    end as lapsed_on,
    case
        when k.fewer_on is not null and (e.end_known_on_date is null or k.fewer_on < e.end_known_on_date) then 'fewer_limits_broken'
        when e.ended_by in ('insufficient', 'no_data') then 'too_few_orders'
        when e.ended_by is not null then 'within_limits'
    end as lapse_reason
from kinds as k
inner join {{ ref('int_breach_episodes') }} as e on k.episode_id = e.episode_id
inner join {{ ref('int_enforcement_rules') }} as r on k.rule_id = r.rule_id and e.program = r.program
