{#-
    Branches of a union, one per clause of a landed table that compares its rows with other rows in every build: of each file,
    how many accepted rows break it. raw_table, file_name, file_hash, expectation, reason, unexpected_count, element_count.

    `references` and `mapped_by` look up the relations <table>_known. What another file delivers with other content is counted
    from the rows held back for it.
-#}
{% macro reference_checks(table) -%}
    {%- set checks = [] -%}
    {%- for reference in references_of(table) -%}
        {%- do checks.append({
            'expectation': reference.reason | replace(': not', ' is'),
            'reason': reference.reason,
            'joined': reference.known ~ ' as k on ' ~ reference.delivered ~ ' = k.value',
            'faulty': 'r.' ~ reference.column ~ ' is not null and k.value is null',
        }) -%}
    {%- endfor -%}
    {%- set key = contract_of(table).config.meta.get('unique_key') -%}
    {%- if key and 'loaded_at' in contract_of(table).columns -%}
        {%- set version = (key + ['loaded_at']) | join(', ') -%}
        {%- do checks.append({
            'expectation': 'one content for each ' ~ version ~ ' in all files',
            'reason': version ~ ': repeated with other content',
            'joined': ref('int_held_back_rows') ~ " as k on k.raw_table = '" ~ table ~ "'"
                ~ " and k.file_hash = r._file_hash and k.row_number = r._row_number",
            'faulty': "k.reason like '%: repeated with other content: row %'",
        }) -%}
    {%- endif -%}
    {%- for check in checks %}
    select
        '{{ table }}' as raw_table, r._file_name as file_name, r._file_hash as file_hash,
        '{{ check.expectation }}' as expectation, '{{ check.reason }}' as reason,
        count(case when {{ check.faulty }} then 1 end) as unexpected_count, count(*) as element_count
    from {{ ref('landed_' ~ table) }} as r
    left join {{ check.joined }}
    where {{ is_accepted('r') }}
    group by r._file_name, r._file_hash
    union all
    {%- endfor %}
{%- endmacro %}
