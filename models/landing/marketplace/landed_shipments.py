def model(dbt, session):
    """Land the new files of `shipments`."""
    dbt.config(materialized="incremental")
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "shipments"))
