def model(dbt, session):
    """List what lies in the raw folder and is read by no table."""
    from seller_sla.landing import list_unread

    return list_unread(session, dbt.config.meta_get("sources"))
