{{ latest_known_records('exemptions', key='exemption_id') }}

select
    exemption_id,
    {%- for scope in exemption_scopes() %}
    {{ scope }},
    {%- endfor %}
    policy_id,
    case
        {%- for scope in exemption_scopes() %}
        when {{ scope }} is not null then '{{ scope }}'
        {%- endfor %}
        else 'none'
    end as narrowest_scope,
    valid_from,
    valid_until,
    effect,
    coalesce(extend_seconds, 0) as extend_seconds,
    granted_at,
    row_number() over (
        order by
            {%- for scope in exemption_scopes() + ['policy_id'] %}
            case when {{ scope }} is null then 1 else 0 end,
            {%- endfor %}
            granted_at desc,
            exemption_id
    ) as precedence_no
from latest
where revoked_at is null
