"""The end of the build: waits for every public mart and its tests, then hands them to the readers."""


def model(dbt, session):
    from seller_sla.publish import copy_of_the_marts, publish, tell_of_files_mostly_held_back

    marts = {
        "dim_calendar_days": dbt.ref("dim_calendar_days"),
        "dim_dates": dbt.ref("dim_dates"),
        "dim_sellers": dbt.ref("dim_sellers"),
        "dim_sla_limits": dbt.ref("dim_sla_limits"),
        "dim_sla_metrics": dbt.ref("dim_sla_metrics"),
        "dim_sla_policies": dbt.ref("dim_sla_policies"),
        "dim_sla_program_gaps": dbt.ref("dim_sla_program_gaps"),
        "dim_sla_programs": dbt.ref("dim_sla_programs"),
        "dim_sla_windows": dbt.ref("dim_sla_windows"),
        "dim_verdict_reasons": dbt.ref("dim_verdict_reasons"),
        "fct_at_risk_orders": dbt.ref("fct_at_risk_orders"),
        "fct_breach_drivers": dbt.ref("fct_breach_drivers"),
        "fct_breach_orders": dbt.ref("fct_breach_orders"),
        "fct_data_quality_results": dbt.ref("fct_data_quality_results"),
        "fct_enforcement_decisions": dbt.ref("fct_enforcement_decisions"),
        "fct_enforcement_recommendations": dbt.ref("fct_enforcement_recommendations"),
        "fct_improvement_plan_actions": dbt.ref("fct_improvement_plan_actions"),
        "fct_improvement_plans": dbt.ref("fct_improvement_plans"),
        "fct_landed_files": dbt.ref("fct_landed_files"),
        "fct_order_events": dbt.ref("fct_order_events"),
        "fct_orders": dbt.ref("fct_orders"),
        "fct_policy_drafts": dbt.ref("fct_policy_drafts"),
        "fct_quarantined_rows": dbt.ref("fct_quarantined_rows"),
        "fct_red_flag_orders": dbt.ref("fct_red_flag_orders"),
        "fct_repeat_purchase": dbt.ref("fct_repeat_purchase"),
        "fct_return_investigations": dbt.ref("fct_return_investigations"),
        "fct_seller_badges": dbt.ref("fct_seller_badges"),
        "fct_seller_health": dbt.ref("fct_seller_health"),
        "fct_seller_leaderboard": dbt.ref("fct_seller_leaderboard"),
        "fct_seller_red_flags": dbt.ref("fct_seller_red_flags"),
        "fct_seller_scorecard_history": dbt.ref("fct_seller_scorecard_history"),
        "fct_seller_scorecards": dbt.ref("fct_seller_scorecards"),
        "fct_seller_sla_daily": dbt.ref("fct_seller_sla_daily"),
        "fct_sla_alerts": dbt.ref("fct_sla_alerts"),
        "fct_sla_breach_episodes": dbt.ref("fct_sla_breach_episodes"),
        "fct_sla_outcomes": dbt.ref("fct_sla_outcomes"),
        "fct_source_freshness": dbt.ref("fct_source_freshness"),
        "fct_status_anomalies": dbt.ref("fct_status_anomalies"),
        "fct_target_advice": dbt.ref("fct_target_advice"),
        "fct_unattributed_orders": dbt.ref("fct_unattributed_orders"),
        "fct_unread_files": dbt.ref("fct_unread_files"),
    }
    tell_of_files_mostly_held_back(session, marts["fct_landed_files"], marts["fct_quarantined_rows"])
    return publish(session, dbt.ref("int_as_of"), marts.keys(), copy_of_the_marts)
