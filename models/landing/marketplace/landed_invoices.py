def model(dbt, session):
    """Land the new files of `invoices`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "invoices"))
