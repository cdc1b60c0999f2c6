{#- Not cut by as_of: accepted + quarantined = landed holds for whole files. Each row says whether it was there by then. -#}
with
{%- for table in landed_tables() %}
{%- set columns = contract_of(table).columns %}
{{ table }}_rows as (
    select
        r._file_name as file_name,
        r._file_hash as file_hash,
        r._row_number as row_number,
        case when h.row_number is null then {{ reasons_text('r._reasons') }} else h.reason end as reasons,
        case
            when h.row_number is null then r._raw_record
            else {{ json_record('r', columns) }}
        end as raw_record,
        r._landed_at as quarantined_at,
        {{ 'r.loaded_at' if 'loaded_at' in columns else 'cast(null as timestamp)' }} as loaded_at,
        {{ 'coalesce(h.seller_id, r.seller_id)' if 'seller_id' in columns else 'h.seller_id' }} as named_seller_id,
        {{ 'r.order_id' if 'order_id' in columns else 'cast(null as ' ~ text_type() ~ ')' }} as named_order_id
    from {{ ref('landed_' ~ table) }} as r
    left join {{ ref('int_held_back_rows') }} as h
        on h.raw_table = '{{ table }}' and r._file_hash = h.file_hash and r._row_number = h.row_number
    where h.row_number is not null or not {{ is_accepted('r') }}
),
{% endfor %}
quarantined as (
    {%- for table in landed_tables() %}
    select '{{ table }}' as raw_table, * from {{ table }}_rows
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

known_sellers as (
    select distinct seller_id
    from {{ ref('int_known__sellers') }}
)

select
    q.raw_table,
    q.file_name,
    q.file_hash,
    q.row_number,
    q.reasons,
    q.raw_record,
    q.quarantined_at,
    q.loaded_at,
    coalesce(s.seller_id, o.seller_id) as seller_id,
    {{ 'true or ' if not var('as_of') }}coalesce(q.loaded_at <= a.as_of_at, true) as is_delivered_by_as_of
from quarantined as q
cross join {{ ref('int_as_of') }} as a
left join known_sellers as s on q.named_seller_id = s.seller_id
left join {{ ref('int_every_order') }} as o on q.named_seller_id is null and q.named_order_id = o.order_id
