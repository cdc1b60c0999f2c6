-- Each seller's metrics over the windows of its programs, held against the limits that are in force.

create temp macro share(part, total) as cast(round(cast(part as decimal(18, 0)) / nullif(total, 0), 6) as decimal(9, 6));

-- One end of the 95 % Wilson interval of bad / total.
create temp macro wilson_of(p, n, sign) as cast(round(cast(
    (p + 1.920729 / n + sign * 1.959964 * sqrt(p * (1 - p) / n + 0.960365 / (n * n))) / (1 + 3.841459 / n)
as decimal(18, 9)), 6) as decimal(9, 6));

create temp macro wilson(bad, total, sign) as wilson_of(
    cast(bad as decimal(18, 0)) / nullif(total, 0), nullif(total, 0), sign
);

create temp macro mall_page(name) as 'https://knowledgebase.mallgroup.com/en/' || name || '/';

create temp macro in_limit_direction(bad_share, statistic) as cast(
    case statistic when 'good_rate' then 1 - bad_share when 'bad_rate' then bad_share end as decimal(9, 6)
);

create temp table scored as
with policies as (
    select *
    from (
        values
        -- Rates: limit and warning in bad orders per million. Means: in seconds.
        ('mall', 'cancellation_rate', 'bad_rate', 'at_most', 15000, 12000, false, mall_page('cancel-rate-2')),
        (
            'mall', 'status_error_rate', 'bad_rate', 'at_most', 5000, 4000, false,
            mall_page('status-error-chybne-zadany-finalni-stav-u-objednavky')
        ),
        (
            'mall', 'tracking_rate', 'good_rate', 'at_least', 100000, 80000, false,
            mall_page('tracking-rate-doplneni-tracking-udaju-k-objednavkam')
        ),
        (
            'mall', 'on_time_delivery', 'good_rate', 'at_least', 100000, 80000, false,
            mall_page('on-time-delivery-splneni-terminu-dodani-zbozi')
        ),
        ('mall', 'order_confirmation', 'bad_rate', 'at_most', 50000, 40000, true, 'none'),
        ('mall', 'delivery_confirmation', 'bad_rate', 'at_most', 50000, 40000, true, 'none'),
        (
            'convictional', 'ship_time', 'mean', 'at_most', 216000, 194400, true,
            'https://support.convictional.com/partners/seller-sla'
        ),
        (
            'convictional', 'return_rate', 'bad_rate', 'at_most', 80000, 65000, true,
            'https://support.convictional.com/partners/seller-sla'
        ),
        (
            'house', 'late_shipment', 'bad_rate', 'below', 40000, 30000, true,
            'https://sellercentral.amazon.com/help/hub/reference/external/G200205250'
        )
    ) as policies (program, metric_code, statistic, comparator, limit_number, warn_number, is_limit_assumption, source_url)
),

local_today as (
    select
        cast(timezone('Europe/Prague', timezone('UTC', getvariable('as_of'))) as date) as prague_date,
        cast(timezone('America/New_York', timezone('UTC', getvariable('as_of'))) as date) as new_york_date
),

windows as (
    select
        'mall' as program, null as only_metric, 'month' as window_code, 'last whole month' as window_title, true as is_headline,
        prague_date as as_of_date,
        cast(date_trunc('month', prague_date) - interval 1 month as date) as window_start_date,
        cast(date_trunc('month', prague_date) as date) as window_end_date,
        cast(date_trunc('month', prague_date) - interval 2 month as date) as previous_start_date,
        cast(date_trunc('month', prague_date) + interval 1 month as date) as next_move_date,
        null as day_count
    from local_today
    union all
    select
        'mall', null, 'last_7_days', 'last 7 days', false, prague_date, prague_date - 6, prague_date + 1,
        prague_date - 13, null, 7
    from local_today
    union all
    select
        'convictional', 'ship_time', 'last_30_days', 'last 30 days', true, new_york_date, new_york_date - 29, new_york_date + 1,
        new_york_date - 59, null, 30
    from local_today
    union all
    select
        'convictional', 'return_rate', 'last_90_days', 'last 90 days', true, new_york_date, new_york_date - 89, new_york_date + 1,
        new_york_date - 179, null, 90
    from local_today
    union all
    select
        'house', null, 'last_30_days', 'last 30 days', true, prague_date, prague_date - 29, prague_date + 1,
        prague_date - 59, null, 30
    from local_today
),

limits as (
    select p.*, w.* exclude (program)
    from policies as p
    inner join windows as w on p.program = w.program and coalesce(w.only_metric, p.metric_code) = p.metric_code
),

days as (
    select *, anchor_date >= window_start_date as is_now
    from limits
    inner join fct_seller_sla_daily using (program, metric_code)
    where anchor_date >= previous_start_date and anchor_date < window_end_date
),

counted as (
    select
        seller_id,
        program,
        metric_code,
        window_code,
        sum(population_count) filter (is_now) as population_count,
        sum(breached_count + overdue_count) filter (is_now) as bad_count,
        sum(accountable_bad_count) filter (is_now) as accountable_bad_count,
        sum(pending_count) filter (is_now) as pending_count,
        sum(excluded_count) filter (is_now) as excluded_count,
        sum(void_count) filter (is_now) as void_count,
        sum(measured_value_sum) filter (is_now) as measured_value_sum,
        sum(measured_value_count) filter (is_now) as measured_value_count,
        sum(population_count) filter (is_now and anchor_date + cast(maturity_days as integer) > as_of_date) as immature_count,
        min(anchor_date) filter (is_now and breached_count + overdue_count > 0) as oldest_bad_date,
        sum(population_count) filter (not is_now) as previous_population_count,
        sum(population_count - met_count) filter (not is_now) as previous_bad_count,
        sum(measured_value_sum) filter (not is_now) as previous_measured_value_sum,
        sum(measured_value_count) filter (not is_now) as previous_measured_value_count
    from days
    group by seller_id, program, metric_code, window_code
),

bad_buyers as (
    select b.seller_id, l.metric_code, l.window_code, count(distinct coalesce(o.buyer_ref, o.order_id)) as bad_buyer_count
    from fct_sla_outcomes as b
    inner join limits as l
        on b.metric_code = l.metric_code and b.anchor_date >= l.window_start_date and b.anchor_date < l.window_end_date
    inner join known_order as o on b.order_id = o.order_id
    where b.verdict in ('breached', 'overdue')
    group by b.seller_id, l.metric_code, l.window_code
)

-- Every comparison with a limit is between integers.
select
    s.seller_id,
    l.*,
    if(l.comparator = 'below', 1, 0) as is_strict,
    coalesce(c.population_count, 0) as population_count,
    coalesce(c.bad_count, 0) as bad_count,
    coalesce(b.bad_buyer_count, 0) as bad_buyer_count,
    coalesce(c.accountable_bad_count, 0) as accountable_bad_count,
    coalesce(c.pending_count, 0) as pending_count,
    coalesce(c.excluded_count, 0) as excluded_count,
    coalesce(c.void_count, 0) as void_count,
    coalesce(c.immature_count, 0) as immature_count,
    c.measured_value_sum,
    c.measured_value_count,
    cast(round(cast(c.measured_value_sum as decimal(18, 0)) / nullif(c.measured_value_count, 0), 0) as bigint) as mean_value,
    c.oldest_bad_date,
    coalesce(c.previous_population_count, 0) as previous_population_count,
    cast(round(cast(c.previous_measured_value_sum as decimal(18, 0)) / nullif(c.previous_measured_value_count, 0), 0) as bigint)
        as previous_mean_value,
    share(c.bad_count, c.population_count) as bad_rate,
    wilson(c.bad_count, c.population_count, -1) as bad_low,
    wilson(c.bad_count, c.population_count, 1) as bad_high,
    share(c.previous_bad_count, c.previous_population_count) as previous_bad_rate,
    wilson(c.previous_bad_count, c.previous_population_count, -1) as previous_bad_low,
    wilson(c.previous_bad_count, c.previous_population_count, 1) as previous_bad_high
from seller_program as s
inner join limits as l on s.program = l.program
left join counted as c on s.seller_id = c.seller_id and l.metric_code = c.metric_code and l.window_code = c.window_code
left join bad_buyers as b on s.seller_id = b.seller_id and l.metric_code = b.metric_code and l.window_code = b.window_code;

create table fct_seller_scorecards as
with judged as (
    select
        *,
        if(
            statistic = 'mean', measured_value_sum > limit_number * measured_value_count,
            bad_count * 1000000 + is_strict > limit_number * population_count
        ) as is_over,
        if(
            statistic = 'mean', measured_value_sum > warn_number * measured_value_count,
            bad_count * 1000000 > warn_number * population_count
        ) as is_over_warning,
        case
            when statistic <> 'mean' then if(population_count > 0, (limit_number * population_count - is_strict) // 1000000, 0)
        end as budget_allowed,
        if(statistic = 'mean', mean_value / nullif(previous_mean_value, 0) - 1, bad_rate - previous_bad_rate) as change,
        -- Newcombe: the rates differ by more than both of their intervals, towards each other, explain.
        if(
            bad_rate >= previous_bad_rate,
            (bad_rate - previous_bad_rate) ** 2 > (bad_rate - bad_low) ** 2 + (previous_bad_high - previous_bad_rate) ** 2,
            (bad_rate - previous_bad_rate) ** 2 > (bad_high - bad_rate) ** 2 + (previous_bad_rate - previous_bad_low) ** 2
        ) as is_beyond_chance
    from scored
)

select
    seller_id,
    program,
    metric_code,
    window_code,
    as_of_date,
    program || '_' || metric_code as policy_id,
    window_title,
    is_headline,
    window_start_date,
    window_end_date,
    statistic,
    comparator,
    cast(case statistic
        when 'mean' then limit_number when 'bad_rate' then limit_number * 0.000001 else 1 - limit_number * 0.000001
    end as decimal(18, 6)) as limit_value,
    cast(case statistic
        when 'mean' then warn_number when 'bad_rate' then warn_number * 0.000001 else 1 - warn_number * 0.000001
    end as decimal(18, 6)) as warn_value,
    cast(10 as bigint) as min_volume,
    cast(2 as bigint) as min_bad_count,
    is_limit_assumption,
    source_url,
    cast(population_count as bigint) as population_count,
    cast(bad_count as bigint) as bad_count,
    bad_buyer_count,
    cast(accountable_bad_count as bigint) as accountable_bad_count,
    in_limit_direction(bad_rate, statistic) as rate,
    if(statistic = 'mean', mean_value, null) as measured_value,
    in_limit_direction(if(statistic = 'good_rate', bad_high, bad_low), statistic) as wilson_low,
    in_limit_direction(if(statistic = 'good_rate', bad_low, bad_high), statistic) as wilson_high,
    case
        when population_count = 0 then 'no_data'
        when population_count < 10 then 'insufficient'
        when is_over and statistic <> 'mean' and bad_count < 2 then 'watch'
        when is_over then 'breach'
        when is_over_warning then 'at_risk'
        else 'good'
    end as status,
    immature_count > 0 as is_provisional,
    cast(immature_count as bigint) as immature_count,
    cast(pending_count as bigint) as pending_count,
    cast(excluded_count as bigint) as excluded_count,
    cast(void_count as bigint) as void_count,
    cast(budget_allowed as bigint) as budget_allowed,
    cast(budget_allowed - bad_count as bigint) as budget_left,
    case
        when is_over and statistic <> 'mean' and window_end_date > as_of_date
            then cast((bad_count * 1000000 + is_strict + limit_number - 1) // limit_number - population_count as bigint)
    end as orders_to_recover,
    if(oldest_bad_date is null, null, coalesce(next_move_date, oldest_bad_date + day_count)) as next_rolloff_date,
    in_limit_direction(previous_bad_rate, statistic) as previous_rate,
    if(statistic = 'mean', previous_mean_value, null) as previous_measured_value,
    cast(previous_population_count as bigint) as previous_population_count,
    case
        when population_count < 10 or previous_population_count < 10 then 'unknown'
        when statistic = 'mean' and change between -0.05 and 0.05 then 'flat'
        when statistic <> 'mean' and not is_beyond_chance then 'flat'
        when change < 0 then 'better'
        else 'worse'
    end as trend
from judged;
