{#-
    Rest of a query about the rows `r` of a landed table: those whose code is not in the seed that maps it.

    reference: one of references_of(table), with codes.
-#}
{% macro names_unknown_code(reference) -%}
left join {{ reference.codes }} as k on {{ reference.delivered }} = k.value
    where {{ is_accepted('r') }} and r.{{ reference.column }} is not null and k.value is null
{%- endmacro %}
