def model(dbt, session):
    """Land the new files of `returns`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "returns"))
