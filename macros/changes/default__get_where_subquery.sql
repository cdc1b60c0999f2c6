{#-
    What a generic test reads of a model. In a build, of a mart that keeps what did not change, only the rows of changed
    orders, or days: the others came through the same test before, as a build whose tests fail leaves its orders to the
    next. `dbt test` reads all.

    relation: the tested table.
-#}
{% macro default__get_where_subquery(relation) -%}
    {%- set tested = graph.nodes.get(model.attached_node) if execute -%}
    {%- set changes = tested.config.get('meta', {}).get('changes') if tested -%}
    {%- set wheres = [config.get('where')] if config.get('where') else [] -%}
    {%- if changes and flags.WHICH == 'build' and not writes_every_row(tested.config) -%}
        {%- set keys = tested.config.unique_key if tested.config.unique_key is string else tested.config.unique_key | join(', ') -%}
        {%- do wheres.append('(' ~ keys ~ ') in (select ' ~ keys ~ ' from ' ~ previous(changes) ~ ')') -%}
    {%- endif -%}
    {%- if wheres -%}
        {{ return('(select * from ' ~ relation ~ ' where ' ~ wheres | join(' and ') ~ ') as tested') }}
    {%- endif -%}
    {{ return(relation) }}
{%- endmacro %}
