{#-
    Join that keeps the rows of orders that this build judges; nothing in a build that judges every order. A unit test has
    no build, nor a graph to find one by.

    alias: of the table whose order_id is asked for.
-#}
{% macro changed_orders_only(alias) -%}
    {%- if not execute or graph.get('nodes') -%}
        {%- set changed = ref('int_changed_orders') -%}
        {%- if not judges_everything() -%}
inner join {{ changed }} as changed on {{ alias }}.order_id = changed.order_id
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
