{#-
    The newest version, known at as_of, of each row of one canonical table. A row loaded after as_of does not exist.

    table: canonical table name.
    key: columns that name a row; of several versions the one loaded last wins, within one load the later in the file.
    by_order: the rows are about orders; only those of orders that this build judges are read. Of a row that names its order
        beside its key, all versions are: a newer one may name another order. They are looked for in the source anew: DuckDB
        copies what is read twice.
    subject: what names the order in a row `d`; a ticket about no order is named by itself.
-#}
{% macro latest_known_rows(table, key, by_order=true, subject='d.order_id') -%}
{%- if by_order -%}{{ waits_for(['int_changed_orders']) }}{%- endif -%}
with delivered as (
    {{- delivered_rows(table) | indent(4) }}
),
{% if by_order and 'order_id' not in key and not judges_everything() -%}
touched as (
    select distinct d.source, d.{{ key | join(', d.') }}
    from ({{ delivered_rows(table) | indent(4) }}) as d
    {{ changed_orders_only('d', subject) }}
),

{% endif -%}
versions as (
    select
        d.*,
        row_number() over (
            partition by {% for column in key %}d.{{ column }}, {% endfor %}d.source
            order by d.loaded_at desc, d.load_order desc
        ) as version_no
    from delivered as d
    inner join {{ ref('int_as_of') }} as a on d.loaded_at <= a.as_of_at
    {%- if by_order and 'order_id' in key %}
    {{ changed_orders_only('d') }}
    {%- elif by_order and not judges_everything() %}
    inner join touched as t on d.source = t.source{% for column in key %} and d.{{ column }} = t.{{ column }}{% endfor %}
    {%- endif %}
),

latest as (
    select * from versions where version_no = 1
)
{%- endmacro %}
