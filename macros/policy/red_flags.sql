{#- Checks of the self-audit that ask about a single order; each is a column of int_audited_orders. -#}
{% macro red_flags() -%}
    {{ return([
        'backdated_shipping', 'bulk_shipping', 'tracking_reused', 'moved_before_order', 'late_buyer_cancellation', 'unseen_delivery',
    ]) }}
{%- endmacro %}
