def model(dbt, session):
    """Land the new files of `shipments`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "shipments"))
