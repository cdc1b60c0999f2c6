{#- Written when the marts have come through their tests: a build that breaks off or fails leaves its orders to the next. -#}
{{- waits_for(['publish_marts']) -}}
select
    as_of_at,
    fingerprint,
    run_id
from {{ ref('int_judging') }}
