-- Nine metrics of each order side by side: why, who caused it, and the local day it counts on.
select
    h.*,
    {% for dates in LOCAL_DATES.values() %}{% for date in dates %}{{ date }}_hour.local_date as {{ date }}, {% endfor %}{% endfor %}
    {% for name, attribution in attributions.items() %}{{ attribution }} as {{ name }}_attribution,
    {% endfor -%}
    {% for name, reason in reasons.items() %}{{ reason }} as {{ name }}_reason{{ ',' if not loop.last }}
    {% endfor -%}
from history as h
{% for calendar_id, dates in LOCAL_DATES.items() %}{% for date, moments in dates.items() -%}
left join calendar_hour as {{ date }}_hour
    on {{ date }}_hour.calendar_id = '{{ calendar_id }}'
    and {{ date }}_hour.hour_at = date_trunc('hour', coalesce({{ (moments + ('ordered_at',)) | join(', ') }}))
{% endfor %}{% endfor -%}
