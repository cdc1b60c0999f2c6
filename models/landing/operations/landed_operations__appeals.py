def model(dbt, session):
    """Land the new files of `operations__appeals`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("operations", "appeals"))
