{#-
    Whole seconds from `earlier` to `later`, negative when they are swapped; fractions of a second are cut off first.
    Both are timestamps without zone. The arguments may appear several times in the SQL: pass columns, not subqueries.
-#}
{% macro seconds_between(earlier, later) -%}{{ return(adapter.dispatch('seconds_between')(earlier, later)) }}{%- endmacro %}

{% macro default__seconds_between(earlier, later) -%}
    {%- set passed = "(date_trunc('second', " ~ later ~ ") - date_trunc('second', " ~ earlier ~ "))" -%}
    (cast(extract(day from {{ passed }}) as bigint) * 86400 + cast(extract(hour from {{ passed }}) as bigint) * 3600
    + cast(extract(minute from {{ passed }}) as bigint) * 60 + cast(extract(second from {{ passed }}) as bigint))
{%- endmacro %}

{% macro duckdb__seconds_between(earlier, later) -%}date_diff('second', {{ earlier }}, {{ later }}){%- endmacro %}
