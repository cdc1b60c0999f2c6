{#- Its place among all is left out: a new exemption changes the place of others, and none of their verdicts but those that it touches. -#}
{{- waits_for(['int_judging']) -}}
{%- set columns = exemption_scopes() + [
    'exemption_id', 'policy_id', 'narrowest_scope', 'valid_from', 'valid_until', 'effect', 'extend_seconds', 'granted_at',
] -%}
{%- set judged = ref('int_exemptions') if judges_everything() else previous('int_judged_exemptions') -%}
with now as (
    select {{ columns | join(', ') }}
    from {{ ref('int_exemptions') }}
),

before as (
    select {{ columns | join(', ') }}
    from {{ judged }}
)

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
