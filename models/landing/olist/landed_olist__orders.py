def model(dbt, session):
    """Land the new files of `olist_orders_dataset`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("olist", "orders"))
