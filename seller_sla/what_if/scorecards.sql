{#-
    Scorecards now and as they would be, judged by the macros of the models from the published outcomes. Of what is touched, the verdict
    would be verdict_then; everything: also the scorecards of which nothing is touched.
-#}
{%- set bad, judged = "('breached', 'overdue')", "('met', 'breached', 'overdue')" -%}
{#- The marts have shares as 0 to 1, the macro takes them as published, in per cent. -#}
{%- set as_published = " * case when s.statistic in ('bad_rate', 'good_rate') then 100 else 1 end" -%}
with scores as (
    select s.*, t.confidence, s.statistic in ('mean', 'median', 'p90', 'p95') as is_value,
        s.comparator in ('at_least', 'above') as is_at_least,
        case when s.comparator in ('below', 'above') then 1 else 0 end as is_strict
    from ({{ scores }}) as s
    left join dim_sla_limits as t on t.severity_rank = 0 and {{ limit_in_force }}
),

outcomes as (
    select o.*, r.buyer_ref, {{ touched }} as is_touched
    from fct_sla_outcomes as o left join fct_orders as r on o.order_id = r.order_id
),

sides as (
    select * exclude (verdict), 'now' as side, verdict from outcomes
    union all
    select * exclude (verdict), 'then' as side, case when is_touched then {{ verdict_then }} else verdict end from outcomes
),

counted as (
    select
        s.seller_id, s.program, s.metric_code, s.window_code, o.side, bool_or(o.is_touched) as is_touched,
        coalesce(sum(case when o.verdict in {{ judged }} then n.number end), 0) as population_count,
        coalesce(sum(case when o.verdict in {{ bad }} then n.number end), 0) as all_bad_count,
        coalesce(sum(case when o.verdict in {{ bad }} and o.is_accountable then n.number end), 0) as accountable_count,
        count(distinct case when o.verdict in {{ bad }} then coalesce(o.buyer_ref, o.subject_id) end) as buyer_count,
        sum(case when o.verdict in {{ judged }} then o.measured_value end) as value_sum,
        count(case when o.verdict in {{ judged }} then o.measured_value end) as value_count,
        {%- for name, part in {'median': 0.5, 'p90': 0.9, 'p95': 0.95}.items() %}
        quantile_disc(case when o.verdict in {{ judged }} then o.measured_value end, {{ part }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from scores as s
    inner join sides as o
        on s.seller_id = o.seller_id and s.program = o.program and s.metric_code = o.metric_code
        and s.window_start_date <= o.anchor_date and o.anchor_date < s.window_end_date,
    lateral (select case s.counts when 'measured_value' then o.measured_value else 1 end as number) as n
    group by s.seller_id, s.program, s.metric_code, s.window_code, o.side
),

held as (
    select
        s.* exclude (population_count, bad_count, rate, measured_value, status, orders_to_recover, limit_value),
        s.limit_value, c.side, c.is_touched, c.population_count,
        {%- for unit, name in {'bad_unit': 'counted_bad', 'min_bad_unit': 'counted_for_minimum'}.items() %}
        case s.{{ unit }} when 'buyers' then buyer_count when 'accountable' then accountable_count else all_bad_count end as {{ name }},
        {%- endfor %}
        case when s.statistic = 'mean' then value_sum when s.statistic = 'median' then median
            when s.statistic = 'p90' then p90 when s.statistic = 'p95' then p95 end as value_total,
        case when s.statistic = 'mean' then value_count else 1 end as value_parts,
        {{ limit_as_integers('limit_value' ~ as_published, 'limit', 's.statistic', '1') }},
        {{ limit_as_integers('warn_value' ~ as_published, 'warn', 's.statistic', '1') }}
    from scores as s
    inner join counted as c using (seller_id, program, metric_code, window_code)
),

compared as (
    select *, {{ is_beyond('limit', 'is_strict') }} as is_over, {{ is_beyond('warn', '0') }} as is_over_warning,
        {{ share('counted_bad', 'population_count') }} as bad_rate,
        {{ wilson('counted_bad', 'population_count', -1) }} as bad_low,
        cast(round(cast(value_total as decimal(18, 0)) / nullif(value_parts, 0), 0) as bigint) as value
    from held
),

judged as (
    select *, counted_bad as bad_count, {{ window_status('value', 'bad_low') }} as status,
        {{ in_limit_direction('bad_rate') }} as rate, case when is_value then value end as measured_value,
        {{ orders_to_recover() }} as orders_to_recover
    from compared
)

select
    n.*, t.population_count as population_count_then, t.bad_count as bad_count_then, t.rate as rate_then,
    t.measured_value as measured_value_then, t.status as status_then, t.orders_to_recover as orders_to_recover_then,
    coalesce('in_a_row' in (n.bad_unit, n.min_bad_unit), false) as is_untold
from judged as n
inner join judged as t using (seller_id, program, metric_code, window_code)
where n.side = 'now' and t.side = 'then' {{ '' if everything else 'and n.is_touched' }}
order by n.seller_id, n.program_order, n.sort_order, not n.is_headline, n.window_code
