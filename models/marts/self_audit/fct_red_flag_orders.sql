{%- for flag in red_flags() %}
select
    seller_id,
    '{{ flag }}' as flag_code,
    order_id,
    ordered_at
from {{ ref('int_audited_orders') }}
where {{ flag }}
{{ 'union all' if not loop.last }}
{%- endfor %}
