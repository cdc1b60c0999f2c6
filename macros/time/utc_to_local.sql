{#-
    What a clock in zone `timezone` (IANA name) shows at the UTC timestamp `utc`. There is no inverse on purpose: a local time
    may be missing in spring or occur twice in autumn, and the engines disagree about which of the two is meant.
-#}
{% macro utc_to_local(utc, timezone) -%}{{ return(adapter.dispatch('utc_to_local')(utc, timezone)) }}{%- endmacro %}

{% macro default__utc_to_local(utc, timezone) -%}(({{ utc }} at time zone 'UTC') at time zone {{ timezone }}){%- endmacro %}

{% macro spark__utc_to_local(utc, timezone) -%}convert_timezone('UTC', {{ timezone }}, {{ utc }}){%- endmacro %}
