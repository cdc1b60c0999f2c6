{#-
    Condition: a program judges a scope. It does where the seller is listed in it, and, where a program is for everyone, for
    sellers that are listed in none.

    program: alias of sla_programs. scope: alias of a table with marketplace and programs, as int_scopes has them.
-#}
{% macro is_judged_by(program, scope) -%}
{{ program }}.marketplace in ('any', {{ scope }}.marketplace)
        and (
            ({{ scope }}.programs = 'any' and {{ program }}.enrolment = 'everyone')
            or position('|' || {{ program }}.program || '|' in {{ scope }}.programs) > 0
        )
{%- endmacro %}
