{%- set history = previous('fct_seller_scorecard_history') -%}
select distinct
    w.program,
    w.as_of_date
from {{ ref('int_windows') }} as w
{%- if history and not var('replaces_days') %}
left join {{ history }} as h on w.program = h.program and w.as_of_date = h.as_of_date
where h.program is null
{%- endif %}
