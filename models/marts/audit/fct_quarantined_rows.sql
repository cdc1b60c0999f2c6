{#- Not cut by as_of: accepted + quarantined = landed holds for whole files. Each row says whether it was there by then. -#}
with
{%- for table in landed_tables() %}
{%- set columns = contract_of(table).columns %}
{{ table }}_reasons as (
    select
        _file_hash as file_hash,
        _row_number as row_number,
        {{ reasons_text('_reasons') }} as reasons,
        cast(null as {{ text_type() }}) as seller_id,
        false as is_held_back
    from {{ ref('landed_' ~ table) }}
    where not {{ is_accepted() }}
    union all
    select file_hash, row_number, reason, seller_id, true
    from {{ ref('int_held_back_rows') }}
    where raw_table = '{{ table }}'
),

{{ table }}_rows as (
    select
        r._file_name as file_name,
        r._file_hash as file_hash,
        r._row_number as row_number,
        q.reasons,
        case when q.is_held_back then {{ json_record('r', columns) }} else r._raw_record end as raw_record,
        r._landed_at as quarantined_at,
        {{ 'r.loaded_at' if 'loaded_at' in columns else 'cast(null as timestamp)' }} as loaded_at,
        {{ 'coalesce(q.seller_id, r.seller_id)' if 'seller_id' in columns else 'q.seller_id' }} as named_seller_id,
        {{ 'r.order_id' if 'order_id' in columns else 'cast(null as ' ~ text_type() ~ ')' }} as named_order_id
    from {{ ref('landed_' ~ table) }} as r
    inner join {{ table }}_reasons as q on r._file_hash = q.file_hash and r._row_number = q.row_number
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
