{#-
    Branches of a union, one per clause of a landed table that compares its rows with other rows in every build: of each file,
    how many accepted rows break it. raw_table, file_name, file_hash, expectation, reason, unexpected_count, element_count.

    What names a row that is not known stands in <parent>_orphans; all accepted rows are counted in <table>_files. What another
    file delivers with other content is counted from the rows held back for it.
-#}
{% macro reference_checks(table) -%}
    {%- set checks = [] -%}
    {%- for reference in references_of(table) -%}
        {%- do checks.append({
            'expectation': reference.reason | replace(': not', ' is'),
            'reason': reference.reason,
            'hash': '_file_hash',
            'faulty': reference.parent ~ "_orphans as r where r.raw_table = '" ~ table ~ "' and r.reason = '" ~ reference.reason ~ "'"
                if reference.parent else undecided_rows(table) ~ ' as r ' ~ names_unknown_code(reference),
        }) -%}
    {%- endfor -%}
    {%- set key = contract_of(table).config.meta.get('unique_key') -%}
    {%- if key and 'loaded_at' in contract_of(table).columns -%}
        {%- set version = (key + ['loaded_at']) | join(', ') -%}
        {%- do checks.append({
            'expectation': 'one content for each ' ~ version ~ ' in all files',
            'reason': version ~ ': repeated with other content',
            'hash': 'file_hash',
            'faulty': ref('int_held_back_rows') ~ " as r where r.raw_table = '" ~ table ~ "'"
                ~ " and r.reason like '%: repeated with other content: row %'",
        }) -%}
    {%- endif -%}
    {%- for check in checks %}
    select
        '{{ table }}' as raw_table, f._file_name as file_name, f._file_hash as file_hash,
        '{{ check.expectation }}' as expectation, '{{ check.reason }}' as reason,
        coalesce(u.row_count, 0) as unexpected_count, f.row_count as element_count
    from {{ table }}_files as f
    left join (select r.{{ check.hash }}, count(*) as row_count from {{ check.faulty }} group by r.{{ check.hash }}) as u
        on f._file_hash = u.{{ check.hash }}
    union all
    {%- endfor %}
{%- endmacro %}
