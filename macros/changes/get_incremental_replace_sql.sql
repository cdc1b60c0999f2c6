{#-
    Incremental strategy `replace`: everything the target holds under the changed keys goes, and the new rows come. A key
    that has no rows any more leaves none behind, which delete+insert by the new rows would.

    The model's config says what names its rows (`unique_key`) and which model lists the changed ones (`meta.changes`).
-#}
{% macro get_incremental_replace_sql(arg_dict) -%}
    {%- set target, keys = arg_dict.target_relation, arg_dict.unique_key -%}
    {%- set keys = keys if keys is string else keys | join(', ') -%}
    {%- set columns = get_quoted_csv(arg_dict.dest_columns | map(attribute='name')) -%}
    {%- set of_changed -%}
        {%- if not writes_every_row(config) %} where ({{ keys }}) in (select {{ keys }} from {{ ref(config.get('meta').changes) }}){% endif -%}
    {%- endset %}
    delete from {{ target }}{{ of_changed }};
    insert into {{ target }} ({{ columns }}) select {{ columns }} from {{ arg_dict.temp_relation }}{{ of_changed }}
{%- endmacro %}
