select
    metric_code,
    circumstance as reason_code,
    effect as verdict_hint,
    reason as sentence
from {{ ref('sla_circumstances') }}
where policy_id = 'any' and effect <> 'clock'
union all
select
    m.metric_code,
    r.reason_code,
    r.verdict,
    replace(r.reason, '{done}', m.stop_verb)
from {{ ref('sla_metrics') }} as m
cross join {{ ref('sla_clock_reasons') }} as r
