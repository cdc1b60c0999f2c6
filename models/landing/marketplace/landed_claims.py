def model(dbt, session):
    """Land the new files of `claims`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "claims"))
