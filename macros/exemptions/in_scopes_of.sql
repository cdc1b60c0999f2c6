{#-
    Query for the pairs of a subject and an exemption that covers it: all that the exemption names must fit. subject_id,
    covered_seller_id, and the columns of the exemption. Each exemption is looked up by the narrowest thing that it names, so
    that the pairs are found by hashing.

    exemptions: relation with the columns of int_exemptions.
    subjects: relation with subject_id, order_id, seller_id, carrier and marketplace.
-#}
{% macro in_scopes_of(exemptions, subjects) -%}
    {%- set scopes = exemption_scopes() -%}
    {%- for scope in scopes %}
    select s.subject_id, s.seller_id as covered_seller_id, e.*
    from {{ subjects }} as s
    inner join {{ exemptions }} as e
        on e.narrowest_scope = '{{ scope }}'
        and s.{{ scope }} = e.{{ scope }}
        {%- for wider in scopes[loop.index:] %}
        and (e.{{ wider }} is null or s.{{ wider }} = e.{{ wider }})
        {%- endfor %}
    union all
    {%- endfor %}
    select s.subject_id, s.seller_id as covered_seller_id, e.*
    from {{ subjects }} as s
    inner join {{ exemptions }} as e on e.narrowest_scope = 'none'
{%- endmacro %}
