{#-
    Fingerprint of everything beside the delivered rows and the policies that a verdict depends on: the models and seeds that the
    kept marts are made of, and the variables. When it differs from the last build's, every order is judged again. A change in
    a macro is not seen: `dbt build --full-refresh` after one. What has landed is not read anew by another landing.
-#}
{% macro judging_fingerprint() -%}
    {%- set parts = [var('sources') | string, var('slot_seconds') | string] -%}
    {%- set read_elsewhere = ['sla_policies', 'sla_thresholds', 'sla_windows'] -%}
    {%- for node in lineage_of(kept_marts()) if node.name not in read_elsewhere and node.fqn[1] != 'landing' -%}
        {%- do parts.append(node.name ~ ' ' ~ node.checksum.checksum) -%}
    {%- endfor -%}
    {{ return(local_md5(parts | join('\n'))) }}
{%- endmacro %}
