{#-
    Fingerprint of everything beside the delivered rows and the policies that a verdict depends on: the models up to the
    outcomes, the seeds of statuses, calendars, metrics, clocks and circumstances, and the variables. When it differs from the last
    build's, every order is judged again. A change in a macro is not seen: `dbt build --full-refresh` after one.
-#}
{% macro judging_fingerprint() -%}
    {%- set parts = [var('sources') | string, var('slot_seconds') | string] -%}
    {%- set read_elsewhere = ['sla_policies', 'sla_thresholds', 'sla_windows'] -%}
    {%- for node in graph.get('nodes', {}).values() | sort(attribute='unique_id') if node.package_name == project_name -%}
        {%- set is_seed = node.resource_type == 'seed' and node.name not in read_elsewhere -%}
        {%- set folders = node.fqn[1:3] | join('/') if node.fqn | length > 2 else '' -%}
        {%- set is_model = node.resource_type == 'model' and (
            folders.split('/')[0] in ['staging', 'intermediate'] or folders in ['marts/core', 'marts/sla']
        ) and folders not in ['intermediate/scorecard', 'intermediate/mistakes', 'intermediate/audit'] -%}
        {%- if is_seed or is_model -%}
            {%- do parts.append(node.name ~ ' ' ~ node.checksum.checksum) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(local_md5(parts | join('\n'))) }}
{%- endmacro %}
