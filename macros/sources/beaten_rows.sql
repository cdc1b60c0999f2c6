{#-
    CTE `<table>_beaten`: accepted rows of a landed table whose version, of the same loaded_at, is in another file with other
    content and is taken from there, with the reason as _beaten_by. Within a file the gate has done it: what a file repeats is equal. Few loads
    are spread over files, so only their rows are grouped by version. For tables of tables_with_versions.
-#}
{% macro beaten_rows(table) -%}
{%- set landed, columns = ref('landed_' ~ table), contract_of(table).columns.keys() | list -%}
{%- set key = contract_of(table).config.meta.get('unique_key') -%}
{%- set version, undecided = key + ['loaded_at'], undecided_rows(table) | trim -%}
{{ table }}_shared_loads as (
    select loaded_at from {{ landed }} where {{ is_accepted() }}
    {%- if undecided != landed | string %} and loaded_at in (select u.loaded_at from {{ undecided }} as u){% endif %}
    group by loaded_at having min(_file_hash) <> max(_file_hash)
),

{{ table }}_repeated as (
    select {{ version | join(', ') }}
    from {{ landed }}
    where {{ is_accepted() }} and loaded_at in (select loaded_at from {{ table }}_shared_loads)
    group by {{ version | join(', ') }}
    having count(*) > 1
),

{{ table }}_rivals as (
    select r.*, row_number() over (partition by r.{{ version | join(', r.') }} order by r._load_order desc) as place
    from {{ landed }} as r
    inner join {{ table }}_repeated as k on {% for column in version %}{{ 'and ' if not loop.first }}r.{{ column }} = k.{{ column }} {% endfor %}
    where {{ is_accepted('r') }}
),

{{ table }}_beaten as (
    select r.*, concat(
        '{{ version | join(', ') }}: repeated with other content: row ', w._row_number, ' of ', w._file_name, ' wins'
    ) as _beaten_by
    from {{ table }}_rivals as r
    inner join {{ table }}_rivals as w on {% for column in version %}r.{{ column }} = w.{{ column }} and {% endfor %}w.place = 1
    where {% for column in columns if column not in version %}{{ 'or ' if not loop.first }}r.{{ column }} is distinct from w.{{ column }} {% endfor %}
)
{%- endmacro %}
