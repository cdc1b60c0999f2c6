{#-
    One step at a time for a seller and a policy: the highest that any rule recommends. A recommendation is a run of days with the same
    step; when another takes its place it is withdrawn.
-#}
{%- set of_seller = 'partition by seller_id, policy_id' -%}
with points as (
    select seller_id, policy_id, start_date as point_date
    from {{ ref('int_enforcement_holds') }}
    union
    select seller_id, policy_id, end_date
    from {{ ref('int_enforcement_holds') }}
    where end_date is not null
),

spans as (
    select
        seller_id,
        policy_id,
        point_date as from_on,
        lead(point_date) over ({{ of_seller }} order by point_date) as to_on
    from points
),

winners as (
    select
        s.seller_id,
        s.policy_id,
        s.from_on,
        s.to_on,
        h.action,
        h.step_no,
        h.rule_id,
        h.episode_id,
        h.window_code,
        h.from_date,
        case when h.end_date = s.to_on then h.end_reason end as end_reason,
        row_number() over (
            partition by s.seller_id, s.policy_id, s.from_on order by h.step_no desc, h.start_date, h.rule_id, h.episode_id
        ) as highest_no
    from spans as s
    inner join {{ ref('int_enforcement_holds') }} as h
        on s.seller_id = h.seller_id and s.policy_id = h.policy_id
        and h.start_date <= s.from_on and (h.end_date is null or s.from_on < h.end_date)
),

turns as (
    select
        *,
        lag(action) over ({{ of_seller }} order by from_on) as action_before,
        lag(to_on) over ({{ of_seller }} order by from_on) as to_before,
        lead(action) over ({{ of_seller }} order by from_on) as action_after,
        lead(step_no) over ({{ of_seller }} order by from_on) as step_after,
        lead(from_on) over ({{ of_seller }} order by from_on) as from_after
    from winners
    where highest_no = 1
),

runs as (
    select
        *,
        case when action = action_before and from_on = to_before then 0 else 1 end as is_first,
        case when action = action_after and to_on = from_after then 0 else 1 end as is_last,
        sum(case when action = action_before and from_on = to_before then 0 else 1 end) over (
            {{ of_seller }} order by from_on rows unbounded preceding
        ) as run_no
    from turns
)

select
    concat(policy_id, '/', action, '/', seller_id, '/', cast(min(from_on) as {{ text_type() }})) as recommendation_id,
    seller_id,
    policy_id,
    action,
    min(from_on) as opened_on,
    {%- for column in ['rule_id', 'episode_id', 'window_code', 'from_date'] %}
    max(case when is_first = 1 then {{ column }} end) as {{ column }},
    {%- endfor %}
    max(case when is_last = 1 then to_on end) as withdrawn_on,
    max(case
        when is_last = 1 and to_on = from_after then case when step_after > step_no then 'higher_step' else 'lower_step_is_enough' end
        when is_last = 1 then end_reason
    end) as withdrawn_reason
from runs
group by seller_id, policy_id, action, run_no
