{%- set state = previous('int_judged_state') -%}
with last as (
    {%- if state and not flags.FULL_REFRESH %}
    select as_of_at, fingerprint, run_id
    from {{ state }}
    {%- else %}
    select cast(null as timestamp) as as_of_at, cast(null as {{ text_type() }}) as fingerprint, cast(null as {{ text_type() }}) as run_id
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
        when a.as_of_at is null or a.as_of_at < l.as_of_at then 'as_of went back'
    end as everything_because
from {{ ref('int_as_of') }} as a
cross join last as l
