-- Every delivered event with numbers in place of words; no number: the status has no meaning.
select
    order_id,
    case lower(status) {% for word, code in STATUS_CODES.items() %}when '{{ word }}' then {{ code }} {% endfor %}end as status,
    event_at,
    coalesce(recorded_at, event_at) as recorded_at,
    case lower(actor)
        {% for word, code in ACTOR_CODES.items() %}when '{{ word }}' then {{ code }} {% endfor %}
        else {{ ACTOR_CODES['unknown'] }}
    end as actor,
    reason_code,
    source_sequence,
    loaded_at
from raw_order_status_history
