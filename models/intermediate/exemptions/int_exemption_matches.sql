with covered as (
    {{- in_scopes_of(ref('int_exemptions'), ref('int_exemptible_subjects')) }}
)

select
    subject_id,
    covered_seller_id as seller_id,
    coalesce(policy_id, 'any') as policy_id,
    exemption_id,
    valid_from,
    valid_until,
    effect,
    extend_seconds,
    precedence_no
from covered
{%- if not has_rows('int_exemptions') %}
where 1 = 0
{%- endif %}
