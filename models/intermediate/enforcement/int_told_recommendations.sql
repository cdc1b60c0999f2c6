{#- A build of the past knows nothing of what later ones told; that is kept. On Spark a table cannot be made of itself. -#}
{{- waits_for(['int_judged_state']) -}}
{%- set columns, earlier = recommended_columns() + ['withdrawn_on', 'withdrawn_reason'], previous('int_told_recommendations') -%}
select {{ columns | join(', ') }}
from {{ ref('fct_enforcement_recommendations') }}
{%- if earlier and target.type != 'spark' %}
union all
select e.{{ columns | join(', e.') }}
from {{ earlier }} as e
left join {{ ref('fct_enforcement_recommendations') }} as r on e.recommendation_id = r.recommendation_id
where r.recommendation_id is null
{%- endif %}
