def model(dbt, session):
    """Land the new files of `olist_customers_dataset`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("olist", "customers"))
