{#-
    Condition: a scope is that of an order or a ticket.

    entity: alias of int_order_scopes or int_ticket_scopes. scope: alias of int_scopes.
-#}
{% macro has_scope(entity, scope) -%}
{%- for part in scope_parts() %}
    {{ 'and ' if not loop.first }}{{ entity }}.{{ part }} = {{ scope }}.{{ part }}
{%- endfor %}
{%- endmacro %}
