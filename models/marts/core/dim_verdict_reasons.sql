{#- What one policy leaves to the clock may be a reason of its own for another. -#}
with circumstances as (
    select
        *,
        row_number() over (
            partition by metric_code, circumstance order by case when policy_id = 'any' then 0 else 1 end, policy_id
        ) as choice_no
    from {{ ref('sla_circumstances') }}
    where effect <> 'clock'
)

select
    metric_code,
    circumstance as reason_code,
    effect as verdict_hint,
    reason as sentence
from circumstances
where choice_no = 1
union all
select
    m.metric_code,
    r.reason_code,
    r.verdict,
    replace(r.reason, '{done}', m.stop_verb)
from {{ ref('sla_metrics') }} as m
cross join {{ ref('sla_clock_reasons') }} as r
