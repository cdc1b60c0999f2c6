{#-
    Query that ranks the scorecards of a relation, day by day, by what is sure: the worse end of the 95 % interval of each
    rate. Ten good ones of ten rank behind 990 of 1,000. Who cannot be judged is not ranked; equals share a place.

    scorecards: relation with the columns of fct_seller_scorecard_history.
-#}
{% macro fairly_ranked(scorecards) -%}
    {%- set among = 'partition by program, metric_code, window_code, as_of_date' -%}
    select
        seller_id, program, metric_code, window_code, as_of_date, population_count, rate, wilson_low, wilson_high, status,
        cast(
            rank() over ({{ among }} order by case statistic when 'good_rate' then 1 - wilson_low else wilson_high end) as bigint
        ) as place,
        count(*) over ({{ among }}) as ranked_count
    from {{ scorecards }}
    where is_headline and statistic in ('bad_rate', 'good_rate') and status not in ('no_data', 'insufficient')
{%- endmacro %}
