-- Counts per seller, metric and local day.
select
    seller_id, program, metric_code, policy_id, policy_version, anchor_date, maturity_days,
    count(*) filter (where verdict in ({{ listed(POPULATION) }})) as population_count,
    {% for verdict in ('met', 'breached', 'overdue', 'pending', 'excluded', 'void') -%}
    count(*) filter (where verdict = '{{ verdict }}') as {{ verdict }}_count,
    {% endfor -%}
    count(*) filter (where is_accountable) as accountable_bad_count,
    sum(measured_value) filter (where verdict in ({{ listed(POPULATION) }})) as measured_value_sum,
    count(measured_value) filter (where verdict in ({{ listed(POPULATION) }})) as measured_value_count,
    sum(late_seconds) as late_seconds_sum
from fct_sla_outcomes
group by seller_id, program, metric_code, policy_id, policy_version, anchor_date, maturity_days
