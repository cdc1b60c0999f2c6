{#- What a scope is made of: everything that chooses a policy or the calendar of its clock, in the order of int_scopes. -#}
{% macro scope_parts() -%}
    {{ return([
        'marketplace', 'buyer_country', 'ship_from_country', 'seller_country', 'seller_group', 'named_seller_id', 'programs',
    ]) }}
{%- endmacro %}
