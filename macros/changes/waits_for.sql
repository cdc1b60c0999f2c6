{#-
    Makes a model wait for others that its SQL does not read in every build. A unit test waits for nothing.

    models: names of models and seeds.
-#}
{% macro waits_for(models) -%}
    {%- if not execute or graph.get('nodes') -%}
        {%- for model in models -%}
            {%- do ref(model) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
