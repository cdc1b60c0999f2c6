def model(dbt, session):
    """Land the new files of `olist_products_dataset`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("olist", "products"))
