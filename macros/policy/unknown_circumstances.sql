{#-
    Subquery of the circumstances that measures found and no policy explains, as sentences: each would make verdicts void.

    measures: relation with metric_code and circumstance.
-#}
{% macro unknown_circumstances(measures) -%}
    (
        select concat(
            'sla_circumstances.csv: ', m.metric_code, ', ', m.circumstance, ', any is not there, and the measure says so of ',
            m.row_count, case when m.row_count = 1 then ' order' else ' orders' end, ': add the row that says what it means.'
        ) as sentence
        from (
            select metric_code, circumstance, count(*) as row_count
            from {{ measures }}
            group by metric_code, circumstance
        ) as m
        left join {{ ref('sla_circumstances') }} as c on m.metric_code = c.metric_code and m.circumstance = c.circumstance
        where c.circumstance is null
    ) as unknown_circumstances
{%- endmacro %}
