{#- What an exemption may name beside a policy, the narrowest first: of two exemptions, the one that names it goes first. -#}
{% macro exemption_scopes() -%}
    {{ return(['order_id', 'seller_id', 'carrier', 'marketplace']) }}
{%- endmacro %}
