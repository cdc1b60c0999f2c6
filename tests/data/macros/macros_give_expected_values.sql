{#- case name, expression, expected value as SQL, type; both sides are compared as text of the same type -#}
{%- set afternoon = "timestamp '2024-03-10 13:00:00.900'" -%}
{%- set later = "timestamp '2024-03-12 01:02:03.100'" -%}
{%- set wilson_of_30 = "(select " ~ wilson('b', 'n', -1) ~ " from (values (3, 30)) as x (b, n))" -%}
{%- set cases = [
    ('seconds_between', seconds_between(afternoon, later), '129723', 'bigint'),
    ('seconds_between, swapped', seconds_between(later, afternoon), '-129723', 'bigint'),
    ('seconds_between, fractions are cut, not rounded', seconds_between(afternoon, "timestamp '2024-03-10 13:00:01.100'"), '1', 'bigint'),
    ('seconds_between, over a year', seconds_between(afternoon, "timestamp '2025-03-10 13:00:01'"), '31536001', 'bigint'),
    ('seconds_between, 24 h over the clock change', seconds_between("timestamp '2026-03-28 15:00:00'", "timestamp '2026-03-29 15:00:00'"), '86400', 'bigint'),
    ('seconds_between, null', seconds_between("cast(null as timestamp)", later), 'null', 'bigint'),
    ('int_div', int_div('7', '2'), '3', 'bigint'),
    ('int_div, negative', int_div('-7', '2'), '-3', 'bigint'),
    ('int_div, above 2^53', int_div('9007199254740993', '1'), '9007199254740993', 'bigint'),
    ('utc_to_local, summer', utc_to_local("timestamp '2024-07-10 03:00:00'", "'Europe/Prague'"), "'2024-07-10 05:00:00'", 'timestamp'),
    ('utc_to_local, winter', utc_to_local("timestamp '2024-01-10 03:00:00'", "'Europe/Prague'"), "'2024-01-10 04:00:00'", 'timestamp'),
    ('utc_to_local, spring jump', utc_to_local("timestamp '2026-03-29 01:00:00'", "'Europe/Prague'"), "'2026-03-29 03:00:00'", 'timestamp'),
    ('utc_to_local, first 01:30 in New York', utc_to_local("timestamp '2024-11-03 05:30:00'", "'America/New_York'"), "'2024-11-03 01:30:00'", 'timestamp'),
    ('utc_to_local, second 01:30 in New York', utc_to_local("timestamp '2024-11-03 06:30:00'", "'America/New_York'"), "'2024-11-03 01:30:00'", 'timestamp'),
    ('utc_to_local, quarter-hour zone', utc_to_local("timestamp '2024-01-01 00:00:00'", "'Asia/Kathmandu'"), "'2024-01-01 05:45:00'", 'timestamp'),
    ('slot_no', slot_no("timestamp '1970-01-02 00:14:59.999'"), '96 * 900 / ' ~ var('slot_seconds'), 'bigint'),
    ('slot_offset', slot_offset("timestamp '1970-01-02 00:14:59.999'"), '899', 'bigint'),
    ('text_type', "cast(12 as " ~ text_type() ~ ")", "'12'", text_type()),
    ('json_text', json_text("cast('Č \"q\" [a, b]' as " ~ text_type() ~ ")"), "'\"Č ' || chr(92) || '\"q' || chr(92) || '\" [a, b]\"'", text_type()),
    ('json_text, null', json_text("cast(null as " ~ text_type() ~ ")"), 'null', text_type()),
    ('text_parts', "(select max(part) from (select " ~ text_parts("'a; b'", '; ') ~ " as part) as parts)", "'b'", text_type()),
    ('ordered_list', "(select " ~ ordered_list('v', 'o', '|') ~ " from (values ('a', 2), ('b', 1)) as x (v, o))", "'b|a'", text_type()),
    ('integers', "(select sum(n) * 1000000 + count(*) from " ~ integers(1001) ~ " as numbers)", '500500001001', 'bigint'),
    ('integers, one', "(select sum(n) * 1000000 + count(*) from " ~ integers(1) ~ " as numbers)", '1', 'bigint'),
    ('wilson, low', wilson_of_30, '0.034600', 'decimal(9, 6)'),
    ('wilson, high', wilson_of_30 | replace('-1 *', '1 *'), '0.256211', 'decimal(9, 6)'),
    ('wilson, none of ten', "(select " ~ wilson('b', 'n', 1) ~ " from (values (0, 10)) as x (b, n))", '0.277533', 'decimal(9, 6)'),
    ('wilson, of nothing', "(select " ~ wilson('b', 'n', 1) ~ " from (values (0, 0)) as x (b, n))", 'null', 'decimal(9, 6)'),
] -%}
with cases as (
    {%- for name, actual, expected, data_type in cases %}
    select
        cast('{{ name }}' as {{ text_type() }}) as case_name,
        cast(cast({{ actual }} as {{ data_type }}) as {{ text_type() }}) as actual_value,
        cast(cast({{ expected }} as {{ data_type }}) as {{ text_type() }}) as expected_value
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
)

select case_name, actual_value, expected_value
from cases
where actual_value is distinct from expected_value
