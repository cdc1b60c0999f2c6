select sentence
from {{ ref('int_policy_mistakes') }}
