with delivered as (
    {{- delivered_rows('seller_programs') | indent(4) }}
)

select distinct
    d.seller_id,
    d.program,
    d.valid_from,
    d.valid_to
from delivered as d
inner join (select distinct seller_id from {{ ref('int_known__sellers') }}) as s on d.seller_id = s.seller_id
inner join {{ ref('sla_programs') }} as p on d.program = p.program
