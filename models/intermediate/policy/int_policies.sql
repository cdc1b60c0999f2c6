{#- Nothing is judged while a seed breaks its own clauses or contradicts another. -#}
{%- do [ref('int_seed_mistakes'), ref('int_policy_mistakes'), ref('int_limit_mistakes'), ref('int_calendar_mistakes'), ref('int_enforcement_mistakes')] -%}
{%- set slot = 'scope_id, program, metric_code' -%}
with candidates as (
    select
        s.scope_id,
        g.calendar_id as program_calendar_id,
        p.*,
        case when p.seller_id <> 'any' then 4 else 0 end
        + case when p.seller_group <> 'any' then 2 else 0 end
        + case when p.buyer_country <> 'any' then 1 else 0 end as precedence
    from {{ ref('int_scopes') }} as s
    inner join {{ ref('sla_programs') }} as g
        on {{ is_judged_by('g', 's') }}
    inner join {{ ref('sla_policies') }} as p
        on g.program = p.program
        and p.buyer_country in ('any', s.buyer_country)
        and p.seller_group in ('any', s.seller_group)
        and p.seller_id in ('any', s.named_seller_id)
),

boundaries as (
    select {{ slot }}, valid_from as starts_at
    from candidates
    union
    select {{ slot }}, valid_to
    from candidates
    where valid_to is not null
),

pieces as (
    select
        {{ slot }},
        starts_at,
        lead(starts_at) over (partition by {{ slot }} order by starts_at) as ends_at
    from boundaries
),

ranked as (
    select
        c.*,
        i.starts_at as bound_from,
        i.ends_at as bound_to,
        row_number() over (
            partition by i.scope_id, i.program, i.metric_code, i.starts_at
            order by c.precedence desc, c.policy_id, c.policy_version desc
        ) as rank_no
    from pieces as i
    inner join candidates as c
        on i.scope_id = c.scope_id and i.program = c.program and i.metric_code = c.metric_code
        and c.valid_from <= i.starts_at and (c.valid_to is null or i.starts_at < c.valid_to)
)

select
    r.scope_id,
    r.metric_code,
    r.bound_from,
    r.bound_to,
    r.binding,
    r.policy_id,
    r.policy_version,
    r.program,
    r.program_calendar_id,
    k.calendar_id as due_calendar_id,
    r.anchor,
    r.maturity_days,
    r.is_carrier_accountable,
    c.clock_id,
    c.due_rule,
    c.amount,
    c.promise_version,
    c.is_early_late,
    c.time_basis
from ranked as r
inner join {{ ref('sla_clocks') }} as c on r.clock_id = c.clock_id
left join {{ ref('int_scope_countries') }} as h on r.scope_id = h.scope_id and c.calendar_of = h.calendar_of
left join {{ ref('business_calendars') }} as k
    on k.calendar_id = case
        when c.calendar_of = 'fixed' then c.calendar_id
        when c.calendar_of <> 'none' then coalesce(lower(h.country) || '_' || c.calendar_id, r.program_calendar_id)
    end
where r.rank_no = 1
