{#-
    Rows of a seed as literals. dbt-spark would write them with Python's own quoting: an empty field became the text None, and an
    apostrophe ended its text.
-#}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set types = model['config'].get('column_types', {}) -%}
    {%- for rows in agate_table.rows | batch(500) -%}
        {%- set sql -%}
            insert into {{ this.render() }} values
            {%- for row in rows %}
            ({% for name in agate_table.column_names -%}
                {%- set inferred = adapter.convert_type(agate_table, loop.index0) -%}
                cast({{ spark_literal(row[name]) }} as {{ types.get(name, inferred) }}){{ ', ' if not loop.last }}
            {%- endfor %}){{ ',' if not loop.last }}
            {%- endfor %}
        {%- endset -%}
        {%- do adapter.add_query(sql, abridge_sql_log=True) -%}
    {%- endfor -%}
    {{ return('-- the rows of ' ~ model['original_file_path']) }}
{%- endmacro %}
