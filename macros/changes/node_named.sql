{#-
    What dbt knows of a model, seed or source of this project, or nothing if it knows none. Looked for among the names: dbt makes
    a dictionary of every node that is looked at, anew each time.

    nodes: graph.nodes or graph.sources. kind: model, seed or source. name: of the node; of a source, source.table.
-#}
{% macro node_named(nodes, kind, name) -%}
    {%- for key in nodes or [] if key.startswith(kind ~ '.') and key.endswith('.' ~ name) -%}
        {{ return(nodes[key]) }}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}
