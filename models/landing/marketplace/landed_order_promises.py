def model(dbt, session):
    """Land the new files of `order_promises`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "order_promises"))
