{#-
    Query for the rows of a seed that break a clause of its yml: seed, sentence.

    The clauses are words of the input contract, explained in models/landing/_raw__sources.yml.
-#}
{% macro seed_mistakes(seed) -%}
{%- set contract = seed_contract(seed) -%}
{%- set row_key -%}
    concat_ws(', '{% for column in contract.key %}, coalesce(cast(s.{{ column }} as {{ text_type() }}), '(empty)'){% endfor %})
{%- endset -%}
select '{{ seed }}' as seed, concat('{{ seed }}.csv: ', {{ row_key }}, ' is there ', count(*), ' times.') as sentence
from {{ ref(seed) }} as s
group by {{ contract.key | join(', ') }}
having count(*) > 1
{%- for column in contract.columns %}
{%- for clause in seed_clauses(column, column.name in contract.key) %}
union all
select '{{ seed }}', concat('{{ seed }}.csv: {{ column.name }} of ', {{ row_key }}, ' is ', {{ clause.fault }}, '.')
from {{ ref(seed) }} as s
where {{ clause.faulty }}
{%- endfor %}
{%- endfor %}
{%- endmacro %}
