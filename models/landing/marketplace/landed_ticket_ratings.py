def model(dbt, session):
    """Land the new files of `ticket_ratings`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("raw", "ticket_ratings"))
