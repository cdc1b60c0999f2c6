{#-
    Query for the rows of a seed that break a clause of its yml: seed, sentence.

    Clauses, in config.meta. Of the seed: `unique_key`, the columns that name a row. Of a column: `required`;
    `accepted_values`, a list; `min` and `max`, both inclusive; `references`, {seed, column, or: a word that needs no row there}.
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
