def model(dbt, session):
    """Land the new files of `order_status_history`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "order_status_history"))
