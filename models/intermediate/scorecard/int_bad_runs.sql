{#- Only where a limit asks for it. In the order in which the clocks started; what is not judged neither breaks nor extends a run. -#}
{%- set window = 'seller_id, program, metric_code, window_code, period_no, choice' -%}
{%- set in_order = 'order by started_at nulls last, subject_id, entity_id' -%}
with asked as (
    select distinct
        policy_id,
        window_code
    from {{ ref('sla_thresholds') }}
    where bad_unit = 'in_a_row' or min_bad_unit = 'in_a_row'
),

judged as (
    select
        o.seller_id,
        o.program,
        o.metric_code,
        w.window_code,
        w.period_no,
        w.choice,
        o.started_at,
        o.subject_id,
        o.entity_id,
        case when o.verdict = 'met' then 0 else 1 end as is_bad
    from {{ ref('fct_sla_outcomes') }} as o
    inner join asked as a on o.policy_id = a.policy_id
    inner join {{ ref('int_windows') }} as w
        on o.program = w.program
        and o.metric_code = w.metric_code
        and a.window_code = w.window_code
        and w.window_start_date <= o.anchor_date and o.anchor_date < w.window_end_date
    where o.verdict in ('met', 'breached', 'overdue')
),

{#- Within a run both numbers grow together, so their difference names it. -#}
placed as (
    select
        {{ window }},
        is_bad,
        row_number() over (partition by {{ window }} {{ in_order }})
        - row_number() over (partition by {{ window }}, is_bad {{ in_order }}) as run_no
    from judged
),

runs as (
    select
        {{ window }},
        count(*) as bad_count
    from placed
    where is_bad = 1
    group by {{ window }}, run_no
)

select
    {{ window }},
    max(bad_count) as longest_bad_run
from runs
group by {{ window }}
