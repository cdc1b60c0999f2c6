{#-
    Whether two shares differ by more than chance explains: zero lies outside Newcombe's 95 % interval of their difference,
    which is made of both shares' Wilson intervals. Null when either share is null.

    now, before: each a list of expressions [share, low end, high end].
-#}
{% macro differs_beyond_chance(now, before) -%}
    {%- set difference = "(" ~ now[0] ~ " - " ~ before[0] ~ ")" -%}
    {%- set squared = difference ~ " * " ~ difference -%}
    case
        when {{ now[0] }} >= {{ before[0] }} then {{ squared }}
            > ({{ now[0] }} - {{ now[1] }}) * ({{ now[0] }} - {{ now[1] }})
            + ({{ before[2] }} - {{ before[0] }}) * ({{ before[2] }} - {{ before[0] }})
        else {{ squared }}
            > ({{ now[2] }} - {{ now[0] }}) * ({{ now[2] }} - {{ now[0] }})
            + ({{ before[0] }} - {{ before[1] }}) * ({{ before[0] }} - {{ before[1] }})
    end
{%- endmacro %}
