{#- Stretch by stretch, so that a verdict finds at most one exemption by its policy, and one by any. -#}
with borders as (
    select
        subject_id,
        seller_id,
        policy_id,
        valid_from as first_date
    from {{ ref('int_exemption_matches') }}
    union
    select
        subject_id,
        seller_id,
        policy_id,
        valid_until
    from {{ ref('int_exemption_matches') }}
    where valid_until is not null
),

stretches as (
    select
        *,
        lead(first_date) over (partition by subject_id, seller_id, policy_id order by first_date) as end_date
    from borders
),

ranked as (
    select
        s.*,
        m.exemption_id,
        m.effect,
        m.extend_seconds,
        m.precedence_no,
        row_number() over (partition by s.subject_id, s.seller_id, s.policy_id, s.first_date order by m.precedence_no) as place
    from stretches as s
    inner join {{ ref('int_exemption_matches') }} as m
        on s.subject_id = m.subject_id
        and s.seller_id = m.seller_id
        and s.policy_id = m.policy_id
        and m.valid_from <= s.first_date and (m.valid_until is null or s.first_date < m.valid_until)
)

select
    subject_id,
    seller_id,
    policy_id,
    first_date,
    end_date,
    exemption_id,
    effect,
    extend_seconds,
    precedence_no
from ranked
where place = 1
