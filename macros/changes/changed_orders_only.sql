{#-
    Join that keeps the rows of orders, and of tickets about no order, that this build judges; nothing in a build that judges
    every order. A unit test has no build, nor a graph to find one by.

    alias: of the table that is asked.
    subject: what names the order, or such a ticket, in its rows; `order_id` where none is said.
-#}
{% macro changed_orders_only(alias, subject=none) -%}
    {%- if not execute or graph.get('nodes') -%}
        {%- set changed = ref('int_changed_orders') -%}
        {%- if not judges_everything() -%}
inner join {{ changed }} as changed on {{ subject or alias ~ '.order_id' }} = changed.order_id
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
