-- Row for row, for the days that the build wrote.
{%- set columns = [
    'seller_id', 'program', 'metric_code', 'window_code', 'as_of_date', 'policy_id', 'limit_value', 'population_count', 'bad_count',
    'rate', 'measured_value', 'wilson_low', 'wilson_high', 'status', 'is_provisional',
] %}
with
{%- for name, model in {'now': 'fct_seller_scorecards', 'kept': 'fct_seller_scorecard_history'}.items() %}
{{ name }} as (
    select m.{{ columns | join(', m.') }}
    from {{ ref(model) }} as m
    inner join {{ ref('int_scorecard_days') }} as d on m.program = d.program and m.as_of_date = d.as_of_date
){{ ',' if not loop.last }}
{%- endfor %}

(
    select * from now
    except all
    select * from kept
)
union all
(
    select * from kept
    except all
    select * from now
)
