{#-
    Condition on a row `r` of a landed table: it names something that is not known.

    reference: one of references_of(table); its parent's rows that are held back are in the relation <parent>_faults.
-#}
{% macro names_unknown(reference) -%}
r.{{ reference.column }} is not null
        and not exists (select 1 from {{ reference.codes or known_values(reference.parent, reference.parent ~ '_faults') }} as k where k.value = {{ reference.delivered }})
{%- endmacro %}
