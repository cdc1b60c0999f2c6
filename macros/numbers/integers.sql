{#-
    A table in brackets with one bigint column n = 0 .. count - 1; `count` is a number that is known when the SQL is written.
    No recursion and no engine function: digits joined with themselves, as many times as count has digits.
-#}
{% macro integers(count) -%}
    {%- set places = ((count - 1) | string | length) -%}
    (
        select n
        from (
            select cast(
                {%- for place in range(places) -%}
                    {{ ' + ' if not loop.first }}d{{ place }}.n * {{ 10 ** place }}
                {%- endfor %} as bigint) as n
            from
            {%- for place in range(places) %}
                {{ 'cross join ' if not loop.first -}}
                (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as d{{ place }} (n)
            {%- endfor %}
        ) as every_n
        where n < {{ count }}
    )
{%- endmacro %}
