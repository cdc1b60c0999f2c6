{#-
    Statement before a mart that keeps rows is built: it may only be written anew by a build that judges every order, as what
    it is made of holds only the orders that were judged.
-#}
{% macro refuse_half_a_refresh() -%}
    {%- if execute and (flags.FULL_REFRESH or not load_relation(this)) and not judges_everything() -%}
        {%- do exceptions.raise_compiler_error(
            this.name ~ " cannot be written anew on its own, as the last build judged only the orders that changed: run"
            ~ " `dbt build --full-refresh` for the whole project."
        ) -%}
    {%- endif -%}
{%- endmacro %}
