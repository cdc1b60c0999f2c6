def model(dbt, session):
    """Land the new files of `seller_programs`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "seller_programs"))
