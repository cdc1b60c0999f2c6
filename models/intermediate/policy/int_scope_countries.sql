{%- for part in ['ship_from_country', 'buyer_country', 'seller_country'] %}
select
    scope_id,
    '{{ part }}' as calendar_of,
    nullif({{ part }}, '-') as country
from {{ ref('int_scopes') }}
union all
{%- endfor %}
select
    s.scope_id,
    'marketplace' as calendar_of,
    h.country
from {{ ref('int_scopes') }} as s
inner join {{ ref('sales_channels') }} as h on s.marketplace = h.marketplace
