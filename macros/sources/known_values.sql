{#-
    Subquery: the values of a landed table's first key column that rows of other tables may refer to; one that came in several
    versions more than once. A row that is held back is not known. To look for what is missing, nothing has to be grouped.

    table: name of the landed table in the logs. held_back: relation of its rows that are held back: _file_hash, _row_number.
    columns: more columns of the landed table to return.
-#}
{% macro known_values(table, held_back, columns=[]) -%}
(
    select r.{{ (contract_of(table).config.meta.get('unique_key') or ['_row_number']) | first }} as value
    {%- for column in columns %}, r.{{ column }}{% endfor %}
    from {{ ref('landed_' ~ table) }} as r
    left join {{ held_back }} as h on r._file_hash = h._file_hash and r._row_number = h._row_number
    where {{ is_accepted('r') }} and h._row_number is null
)
{%- endmacro %}
