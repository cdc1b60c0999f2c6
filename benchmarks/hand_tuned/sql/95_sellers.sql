-- What is wrong with each seller, worst first, and who the sellers are.

create table fct_seller_health as
with ranked as (
    select
        *,
        list_position(['breach', 'at_risk', 'watch', 'good', 'insufficient', 'no_data'], status) as severity,
        list_position([
            'cancellation_rate', 'status_error_rate', 'tracking_rate', 'on_time_delivery', 'order_confirmation',
            'delivery_confirmation', 'ship_time', 'return_rate', 'late_shipment'
        ], metric_code) as metric_no
    from fct_seller_scorecards
    where is_headline
),

health as (
    select
        seller_id,
        program,
        as_of_date,
        arg_min(status, severity * 100 + metric_no) as overall_status,
        arg_min(metric_code, severity * 100 + metric_no) as worst_metric_code,
        min(severity) as severity,
        count(*) filter (status = 'breach') as breaching_metric_count,
        count(*) filter (status = 'at_risk') as at_risk_metric_count,
        count(*) filter (status = 'watch') as watched_metric_count,
        count(*) filter (status not in ('insufficient', 'no_data')) as judged_metric_count,
        cast(sum(void_count) as bigint) as void_count
    from ranked
    group by seller_id, program, as_of_date
)

select
    * exclude (severity),
    rank() over (
        partition by program
        order by severity, breaching_metric_count desc, at_risk_metric_count desc, watched_metric_count desc
    ) as health_rank
from health;

create table dim_sellers as
with programs as (
    select seller_id, string_agg(program, ', ' order by program) as programs
    from seller_program
    group by seller_id
),

first_orders as (
    select seller_id, min(ordered_at) as first_ordered_at
    from known_order
    group by seller_id
)

select
    s.seller_id, s.seller_name, s.legal_entity, upper(s.country) as country, s.timezone, s.seller_group, s.email,
    p.programs, f.first_ordered_at
from seller as s
left join programs as p on s.seller_id = p.seller_id
left join first_orders as f on s.seller_id = f.seller_id;
