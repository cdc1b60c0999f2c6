{{ config(materialized='view') }}
{{ latest_known_records('plan_actions', 'action_id') }}

select
    action_id,
    plan_id,
    kind,
    cause,
    action,
    due_on,
    done_at
from latest
