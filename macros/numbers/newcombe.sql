{#-
    One end of Newcombe's 95 % interval of the difference `now` - `before` of two shares, made of both shares' Wilson intervals, as
    decimal(9,6); null when either share is null. Zero lies outside it when differs_beyond_chance says so.

    now, before: each a list of expressions [share, low end, high end]. sign: -1 for the low end, 1 for the high end.
-#}
{% macro newcombe(now, before, sign) -%}
    {%- set of_now, of_before = (now[2], before[1]) if sign > 0 else (now[1], before[2]) -%}
    cast(round(cast({{ now[0] }} - {{ before[0] }} + {{ sign }} * sqrt(
        ({{ of_now }} - {{ now[0] }}) * ({{ of_now }} - {{ now[0] }})
        + ({{ of_before }} - {{ before[0] }}) * ({{ of_before }} - {{ before[0] }})
    ) as decimal(18, 9)), 6) as decimal(9, 6))
{%- endmacro %}
