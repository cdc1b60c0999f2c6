{#-
    Stop the build with the sentences of a table of mistakes; nothing is judged by a policy that contradicts itself.

    mistakes: relation with a column `sentence`; used as a post-hook of the model that lists them.
-#}
{% macro refuse_mistakes(mistakes) -%}
    {%- if execute -%}
        {%- set found = run_query('select sentence from ' ~ mistakes ~ ' order by sentence') -%}
        {%- if found | length > 0 -%}
            {{ exceptions.raise_compiler_error(found.columns[0].values() | join('\n')) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
