{#- Parents are looked up per clause here, apart from int_held_back_rows, so that the two counts can be held against each other. -#}
{{ after_landing() }}
-- depends_on: {{ ref('status_map') }}, {{ ref('ticket_status_map') }}, {{ ref('sla_programs') }}, {{ ref('int_held_back_rows') }}
with
{%- for table in landed_tables() %}
{{ table }}_files as (
    select _file_name, _file_hash, count(*) as row_count
    from {{ ref('landed_' ~ table) }}
    where {{ is_accepted() }}
    group by _file_name, _file_hash
),

{{ table }}_faults as (
    select file_hash as _file_hash, row_number as _row_number
    from {{ ref('int_held_back_rows') }}
    where raw_table = '{{ table }}'
),

{{ orphans_of(table, with_lost=false) }}
{% endfor %}
checks as (
    {%- for table in landed_tables() %}
    {{- reference_checks(table) }}
    {%- endfor %}
    -- A system whose contract has no such clause has no check; this names the columns even so.
    select
        cast(null as {{ text_type() }}) as raw_table,
        cast(null as {{ text_type() }}) as file_name,
        cast(null as {{ text_type() }}) as file_hash,
        cast(null as {{ text_type() }}) as expectation,
        cast(null as {{ text_type() }}) as reason,
        cast(null as bigint) as unexpected_count,
        cast(null as bigint) as element_count
)

select
    raw_table,
    file_name,
    file_hash,
    expectation,
    reason,
    cast(unexpected_count as bigint) as unexpected_count,
    cast(element_count as bigint) as element_count
from checks
where raw_table is not null
