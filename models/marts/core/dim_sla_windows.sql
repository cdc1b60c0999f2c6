select
    program,
    metric_code,
    window_code,
    choice,
    title,
    is_headline,
    is_binding,
    ends_on,
    length,
    unit,
    skip_days,
    needs_volume
from {{ ref('sla_windows') }}
