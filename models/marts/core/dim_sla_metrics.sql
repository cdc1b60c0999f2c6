select
    metric_code,
    title,
    short_name,
    bad_noun,
    unit,
    display_unit,
    units_per_value,
    entity_type,
    counts,
    due_words,
    stop_verb,
    sort_order,
    definition
from {{ ref('sla_metrics') }}
