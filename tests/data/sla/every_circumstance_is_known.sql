-- A word that no policy explains would make the verdict void.
select
    metric_code,
    circumstance
from {{ ref('int_measures') }}
except
select
    metric_code,
    circumstance
from {{ ref('sla_circumstances') }}
