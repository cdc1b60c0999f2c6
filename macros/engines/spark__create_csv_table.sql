{#- Seeds say `varchar`; dbt-spark would pass that on, and Spark has no varchar without a length. Rows are loaded by the same types. -#}
{% macro spark__create_csv_table(model, agate_table) -%}
    {%- set types = model['config'].get('column_types', {}) -%}
    {%- for column in types if types[column] == 'varchar' -%}
        {%- do types.update({column: text_type()}) -%}
    {%- endfor -%}
    {{ return(dbt.spark__create_csv_table(model, agate_table)) }}
{%- endmacro %}
