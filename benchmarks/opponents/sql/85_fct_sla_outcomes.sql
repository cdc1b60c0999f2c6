-- The wide row as one row per order and metric.
{%- for metric in METRICS %}
{% if not loop.first %}union all{% endif %}
select
    policy_id, policy_version, program, metric_code, order_id as entity_id, order_id, seller_id, started_at, due_at, stopped_at,
    anchor_date, maturity_days, verdict, reason_code, attribution,
    verdict in ('breached', 'overdue') and attribution in ({{ listed(metric.accountable) }}) as is_accountable,
    cast(null as {{ text }}) as exemption_id, measured_value,
    case when reason_code in ('late', 'late_and_open') then {{ seconds_between('due_at', 'coalesce(stopped_at, ' ~ as_of ~ ')') }} end as late_seconds
from (
    select
        '{{ metric.program }}_{{ metric.code }}' as policy_id, cast(1 as bigint) as policy_version,
        '{{ metric.program }}' as program, '{{ metric.code }}' as metric_code, order_id, seller_id,
        {{ metric.started_at }} as started_at, {{ metric.due_at or 'cast(null as ' ~ moment ~ ')' }} as due_at, {{ metric.stopped_at }} as stopped_at,
        {{ metric.anchor_date }} as anchor_date, cast({{ metric.maturity_days }} as bigint) as maturity_days,
        case
            {% for reason, verdict in VERDICTS[metric.code].items() %}when {{ metric.code }}_reason = '{{ reason }}' then '{{ verdict }}'
            {% endfor %}else 'excluded'
        end as verdict,
        {{ metric.code }}_reason as reason_code,
        {{ metric.code ~ '_attribution' if metric.code in CULPRITS else "'seller'" }} as attribution,
        cast({{ metric.measured_value or 'null' }} as bigint) as measured_value
    from judged
    where in_{{ metric.program }}
) as outcome
{%- endfor %}
