{#-
    Rows of the orders that a build judges. Where it judges every order, that is all there is: a copy of sixty million rows takes
    longer to write than to look up again, so then it is a view. Of changed orders it is a table, as each reader would look
    for them anew.
-#}
{% materialization working_set, adapter='duckdb' -%}
    {{ return(materialization_view_default() if judges_everything() else materialization_table_duckdb()) }}
{%- endmaterialization %}
