{%- set state, before = previous('int_judged_state'), previous('int_judging') -%}
{%- set no_text = 'cast(null as ' ~ text_type() ~ ')' -%}
with last as (
    {%- if state and not flags.FULL_REFRESH %}
    select as_of_at, fingerprint, run_id from {{ state }}
    {%- else %}
    select cast(null as timestamp) as as_of_at, {{ no_text }} as fingerprint, {{ no_text }} as run_id
    {%- endif %}
),

{#- The build before this one, which may have broken off and left the marts between two states. -#}
attempt as (
    {%- if before %}
    select as_of_at, run_id, everything_because from {{ before }}
    {%- else %}
    select cast(null as timestamp) as as_of_at, {{ no_text }} as run_id, {{ no_text }} as everything_because
    {%- endif %}
)

select
    a.as_of_at,
    '{{ judging_fingerprint() }}' as fingerprint,
    '{{ invocation_id }}' as run_id,
    l.as_of_at as previous_as_of_at,
    l.run_id as previous_run_id,
    case
        when l.run_id is null then 'there is no earlier build, or --full-refresh'
        when '{{ target.type }}' = 'spark' then 'Spark writes every table anew'
        when l.fingerprint <> '{{ judging_fingerprint() }}' then 'a model, seed or variable changed that verdicts depend on'
        {%- for mart in kept_marts() if not previous(mart) %}
        when true then '{{ mart }} is missing'
        {%- endfor %}
        when t.run_id <> l.run_id and t.everything_because is not null then 'the last build judged every order and did not finish'
        when a.as_of_at is null or a.as_of_at < l.as_of_at or a.as_of_at < t.as_of_at then 'as_of went back'
    end as everything_because
from {{ ref('int_as_of') }} as a
cross join last as l
left join attempt as t on true
