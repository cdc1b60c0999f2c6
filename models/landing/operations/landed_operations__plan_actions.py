def model(dbt, session):
    """Land the new files of `operations__plan_actions`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("operations", "plan_actions"))
