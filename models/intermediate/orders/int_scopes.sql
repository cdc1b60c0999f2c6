{%- set parts = scope_parts() | join(', ') -%}
with combinations as (
    select {{ parts }}
    from {{ ref('int_order_scopes') }}
    union
    select {{ parts }}
    from {{ ref('int_ticket_scopes') }}
)

select
    row_number() over (order by {{ parts }}) as scope_id,
    {{ parts }}
from combinations
