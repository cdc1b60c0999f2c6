with per_seller as (
    select
        {%- for flag in red_flags() %}
        count({{ flag }}) as {{ flag }}_checked,
        count(case when {{ flag }} then 1 end) as {{ flag }}_flagged,
        {%- endfor %}
        seller_id
    from {{ ref('int_audited_orders') }}
    group by seller_id
),

counts as (
    {%- for flag in red_flags() %}
    select seller_id, '{{ flag }}' as flag_code, {{ flag }}_checked as checked_count, {{ flag }}_flagged as flagged_count
    from per_seller
    union all
    {%- endfor %}
    select seller_id, 'sudden_volume', checked_count, flagged_count
    from {{ ref('int_sudden_volumes') }}
),

shares as (
    select
        c.*,
        sum(c.flagged_count) over (partition by c.flag_code) as all_flagged_count,
        sum(c.checked_count) over (partition by c.flag_code) as all_checked_count,
        {{ wilson('c.flagged_count', 'c.checked_count', -1) }} as share_low
    from counts as c
    where c.checked_count > 0
)

select
    s.seller_id,
    s.flag_code,
    r.title,
    r.question,
    s.checked_count,
    s.flagged_count,
    {{ share('s.flagged_count', 's.checked_count') }} as flagged_share,
    s.share_low,
    {{ share('s.all_flagged_count', 's.all_checked_count') }} as usual_share,
    r.min_count,
    r.max_share,
    s.flagged_count >= r.min_count and s.share_low > r.max_share as is_raised,
    p.audited_from,
    p.as_of_at
from shares as s
inner join {{ ref('red_flag_rules') }} as r on s.flag_code = r.flag_code
cross join {{ ref('int_red_flag_parameters') }} as p
