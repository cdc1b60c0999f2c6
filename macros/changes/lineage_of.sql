{#-
    What the rows of some models are made of: models and seeds of this project, themselves among them, in the order of their names.
    The models in `mistakes` make no rows: they stop a build whose seeds are wrong.

    models: names.
-#}
{% macro lineage_of(models) -%}
    {%- set waiting, found = [], {} -%}
    {%- for name in models -%}
        {%- do waiting.append(node_named(graph.get('nodes'), 'model', name).unique_id) -%}
    {%- endfor -%}
    {%- for _ in graph.get('nodes', {}) if waiting -%}
        {%- set key = waiting.pop() -%}
        {%- set node = graph.nodes[key] -%}
        {%- do found.update({key: node if 'mistakes' not in node.fqn else none}) -%}
        {%- for parent in node.depends_on.nodes if found[key] and parent.split('.')[0] in ['model', 'seed'] -%}
            {%- if parent not in found and parent not in waiting -%}
                {%- do waiting.append(parent) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found.values() | select | sort(attribute='unique_id')) }}
{%- endmacro %}
