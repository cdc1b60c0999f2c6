{#- The clauses of a seed's column, as seed_mistakes names them: a list of {faulty: condition on a row s, fault: SQL of its words}. -#}
{% macro seed_clauses(column, is_key) -%}
    {%- set meta, value, clauses = column.config.meta, 's.' ~ column.name, [] -%}
    {%- set shown = "'\"', " ~ value ~ ", '\"" -%}
    {%- if meta.required or is_key -%}
        {%- do clauses.append({'faulty': value ~ ' is null', 'fault': "'empty'"}) -%}
    {%- endif -%}
    {%- if meta.accepted_values -%}
        {%- do clauses.append({
            'faulty': value ~ " not in ('" ~ meta.accepted_values | join("', '") ~ "')",
            'fault': shown ~ ', which is not one of ' ~ meta.accepted_values | join(', ') ~ "'",
        }) -%}
    {%- endif -%}
    {%- for bound, sign in [('min', '<'), ('max', '>')] if bound in meta -%}
        {%- do clauses.append({'faulty': [value, sign, meta[bound]] | join(' '), 'fault': shown ~ ', ' ~ bound ~ 'imum ' ~ meta[bound] ~ "'"}) -%}
    {%- endfor -%}
    {%- set zones = known_time_zones() if meta.is_time_zone else '' -%}
    {%- if zones -%}
        {%- do clauses.append({'faulty': 'lower(' ~ value ~ ') not in (' ~ zones ~ ')', 'fault': shown ~ ", which is not a known time zone'"}) -%}
    {%- endif -%}
    {%- if meta.references -%}
        {%- set known, exempt = meta.references.column, meta.references.get('or') -%}
        {%- do clauses.append({
            'faulty': value ~ ' not in (select k.' ~ known ~ ' from ' ~ ref(meta.references.seed) ~ ' as k where k.' ~ known ~ ' is not null)'
                ~ (" and " ~ value ~ " <> '" ~ exempt ~ "'" if exempt else ''),
            'fault': shown ~ ', which is not in ' ~ meta.references.seed ~ "'",
        }) -%}
    {%- endif -%}
    {{ return(clauses) }}
{%- endmacro %}
