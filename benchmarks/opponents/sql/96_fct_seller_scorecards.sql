-- Each seller's metrics over the windows of its programs, held against the limits that are in force.
with card as (
    select
        s.seller_id, l.*, l.program || '_' || l.metric_code as policy_id,
        {% for name, number in CONSTANTS.items() %}{{ number }} as {{ name }}, {% endfor %}
        {% for name in COUNTS %}cast(coalesce(c.{{ name }}, 0) as {{ number_type }}) as {{ name }}, {% endfor %}
        c.oldest_bad_date, coalesce(b.bad_buyer_count, 0) as bad_buyer_count
    from seller_program as s
    inner join sla_limit as l on s.program = l.program
    left join counted as c on s.seller_id = c.seller_id and l.metric_code = c.metric_code and l.window_code = c.window_code
    left join bad_buyers as b on s.seller_id = b.seller_id and l.metric_code = b.metric_code and l.window_code = b.window_code
)

{%- for step in steps %},

step_{{ loop.index }} as (
    select
        *{% for name, value in step.items() %},
        {{ value }} as {{ name }}{% endfor %}
    from {{ 'card' if loop.first else 'step_' ~ loop.index0 }}
)
{%- endfor %}

select {{ COLUMNS | join(', ') }}
from step_{{ steps | length }}
