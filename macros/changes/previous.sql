{#-
    The relation of a model as an earlier build left it, or nothing if there is none. It is no ref, so it may belong to a
    model that comes later in the graph.

    model: name of a model of this project.
-#}
{% macro previous(model) -%}
    {%- if execute -%}
        {%- set node = node_named(graph.get('nodes'), 'model', model) -%}
        {%- if node -%}
            {{ return(adapter.get_relation(node.database, node.schema, node.alias)) }}
        {%- endif -%}
    {%- endif -%}
    {{ return(none) }}
{%- endmacro %}
