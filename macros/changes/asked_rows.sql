{#-
    The rows of a landed table that must be asked whether a clause holds: a list of relations, in which a row may come twice.
    Where not all rows are undecided, those that name a row which is held back now are asked as well: it was known until now.

    table: name of the landed table in the logs. reference: one of references_of(table); none: only undecided rows are asked.
-#}
{% macro asked_rows(table, reference) -%}
    {%- set landed, undecided = ref('landed_' ~ table), undecided_rows(table) -%}
    {%- if undecided | trim == landed | string or not reference -%}
        {{ return([undecided]) }}
    {%- endif -%}
    {%- set lost -%}
    (
        select r.* from {{ landed }} as r
        inner join (select distinct value from {{ reference.parent }}_faults) as n on {{ reference.delivered }} = n.value
    )
    {%- endset -%}
    {{ return([undecided, lost]) }}
{%- endmacro %}
