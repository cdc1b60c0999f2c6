{#-
    Hashes of the landed files of a table that the last finished build did not judge: a list of texts.

    raw_table: name of the table in the logs.
-#}
{% macro unjudged_files(raw_table) -%}
    {%- set query -%}
        select file_hash from {{ source('landing_log', 'file_log') }} where raw_table = '{{ raw_table }}'
        except
        select file_hash from {{ previous('int_judged_files') }} where raw_table = '{{ raw_table }}'
    {%- endset -%}
    {{ return(run_query(query).columns[0].values()) }}
{%- endmacro %}
