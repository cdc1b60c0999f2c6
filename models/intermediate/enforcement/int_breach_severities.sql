{{ config(materialized='view') }}
{#- Whatever is out of its limit has a grade: the first begins at the limit. -#}
with first_grade as (
    select min(severity_rank) as severity_rank
    from {{ ref('breach_severities') }}
)

select
    s.severity_rank,
    s.severity_code,
    case when s.severity_rank = f.severity_rank then 0 else cast(s.min_times_limit * 100 as bigint) end as min_hundredths,
    cast(min(n.min_times_limit) * 100 as bigint) as next_hundredths
from {{ ref('breach_severities') }} as s
cross join first_grade as f
left join {{ ref('breach_severities') }} as n on s.severity_rank < n.severity_rank
group by s.severity_rank, s.severity_code, s.min_times_limit, f.severity_rank
