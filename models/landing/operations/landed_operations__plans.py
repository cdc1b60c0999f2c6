def model(dbt, session):
    """Land the new files of `operations__plans`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("operations", "plans"))
