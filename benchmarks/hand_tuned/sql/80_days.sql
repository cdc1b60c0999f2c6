-- Counts per seller, metric and local day.

create table fct_seller_sla_daily as
select
    seller_id,
    program,
    metric_code,
    policy_id,
    policy_version,
    anchor_date,
    maturity_days,
    count(*) filter (verdict in ('met', 'breached', 'overdue')) as population_count,
    count(*) filter (verdict = 'met') as met_count,
    count(*) filter (verdict = 'breached') as breached_count,
    count(*) filter (verdict = 'overdue') as overdue_count,
    count(*) filter (verdict = 'pending') as pending_count,
    count(*) filter (verdict = 'excluded') as excluded_count,
    count(*) filter (verdict = 'void') as void_count,
    count(*) filter (is_accountable) as accountable_bad_count,
    cast(sum(measured_value) filter (verdict in ('met', 'breached', 'overdue')) as bigint) as measured_value_sum,
    count(measured_value) filter (verdict in ('met', 'breached', 'overdue')) as measured_value_count,
    cast(sum(late_seconds) as bigint) as late_seconds_sum
from fct_sla_outcomes
group by seller_id, program, metric_code, policy_id, policy_version, anchor_date, maturity_days;
