{%- set moment = (var('as_of') | string).replace('T', ' ').replace('Z', '').replace('+00:00', '') -%}
{%- if moment | length not in [0, 10, 19] -%}
    {{ exceptions.raise_compiler_error(
        'The variable as_of is "' ~ var('as_of') ~ '": it is a moment in UTC, written YYYY-MM-DD HH:MM:SS; convert another zone yourself.'
    ) }}
{%- endif -%}
with high_waters as (
    {{- high_waters() }}
)

select coalesce(cast(nullif('{{ moment }}', '') as timestamp), max(high_water_at)) as as_of_at
from high_waters
