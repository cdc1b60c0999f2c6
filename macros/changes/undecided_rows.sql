{#-
    Rows of a landed table of which this build must say whether they are held back: those of files that are new since the last
    finished build, and those held back until now. Any other row was let through, and stays so: what is known stays known.
    A build that judges every order asks all rows anew, and so does Spark, which drops what was held back before it writes it
    anew. Its caller must depend on int_judging.

    raw_table: name of the table in the logs; its rows lie in landed_<raw_table>.
-#}
{% macro undecided_rows(raw_table) -%}
    {%- set landed, held_back = ref('landed_' ~ raw_table), previous('int_held_back_rows') -%}
    {%- if target.type == 'spark' or not held_back or not previous('int_judged_files') or judges_everything() -%}
        {{ landed }}
    {%- else -%}
        {%- set is_new = "_file_hash in ('" ~ unjudged_files(raw_table) | join("', '") ~ "')" -%}
    (
        select * from {{ landed }} where {{ is_new }}
        union all
        select r.* from {{ landed }} as r
        inner join (select distinct file_hash, row_number from {{ held_back }} where raw_table = '{{ raw_table }}') as h
            on r._file_hash = h.file_hash and r._row_number = h.row_number
        where not ({{ is_new }})
    )
    {%- endif -%}
{%- endmacro %}
