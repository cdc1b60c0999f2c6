{#- A policy is compared stretch by stretch: a version that only ends earlier binds as before up to its new end. -#}
{{- waits_for(['int_judging']) -}}
{%- set judged = ref('sla_policies') if judges_everything() else previous('int_judged_policies') -%}
{%- set terms = [
    'policy_id', 'policy_version', 'program', 'metric_code', 'buyer_country', 'seller_group', 'seller_id', 'binding',
    'clock_id', 'anchor', 'maturity_days', 'is_carrier_accountable',
] -%}
{%- set versions = {'now': ref('sla_policies'), 'before': judged} -%}
with borders as (
    {%- for relation in versions.values() %}
    select program, metric_code, valid_from as starts_at
    from {{ relation }}
    union
    select program, metric_code, valid_to
    from {{ relation }}
    where valid_to is not null
    {{ 'union' if not loop.last }}
    {%- endfor %}
),

stretches as (
    select
        *,
        lead(starts_at) over (partition by program, metric_code order by starts_at) as ends_at
    from borders
),
{% for name, relation in versions.items() %}
{{ name }} as (
    select p.{{ terms | join(', p.') }}, s.starts_at, s.ends_at
    from {{ relation }} as p
    inner join stretches as s
        on p.program = s.program and p.metric_code = s.metric_code
        and p.valid_from <= s.starts_at and (p.valid_to is null or s.starts_at < p.valid_to)
){{ ',' if not loop.last }}
{% endfor %}
select *
from (
    select * from now
    except
    select * from before
) as begun
union all
select *
from (
    select * from before
    except
    select * from now
) as ended
