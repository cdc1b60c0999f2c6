def model(dbt, session):
    """Land the new files of `incident_event_log`."""
    from seller_sla.landing import land

    return land(dbt, session, dbt.source("uci_incidents", "incidents"))
