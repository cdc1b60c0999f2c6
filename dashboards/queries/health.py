"""How good the data behind the scorecards is."""

from queries.published import Row, Run, fetch


def totals(run: Run) -> Row:
    return fetch(
        run,
        """
        select
            (select count(*) from fct_quarantined_rows) as held_back_count,
            (select coalesce(sum(accepted_count), 0) from fct_landed_files) as accepted_count,
            (select count(*) from fct_landed_files) as file_count,
            (select count(*) from fct_status_anomalies) as anomaly_count,
            (select count(*) from fct_unattributed_orders) as unattributed_count
    """,
    )[0]


def checks(run: Run) -> tuple[Row, ...]:
    """Each check over all files it saw; those that found something first."""
    return fetch(
        run,
        """
        select
            raw_table, suite, expectation, severity, bool_and(success) as success,
            count(distinct file_name) as file_count, sum(coalesce(unexpected_count, 0)) as unexpected_count,
            sum(coalesce(element_count, 0)) as element_count, max(detail) filter (not success) as detail
        from fct_data_quality_results
        group by raw_table, suite, expectation, severity
        order by success, severity, unexpected_count desc, raw_table, expectation
    """,
    )


def held_back(run: Run) -> tuple[Row, ...]:
    """Held-back rows by reason, the most frequent first, with one of them as an example."""
    return fetch(
        run,
        """
        select
            reasons, raw_table, count(*) as row_count, count(distinct file_name) as file_count,
            arg_min(file_name, (file_name, row_number)) as file_name,
            arg_min(row_number, (file_name, row_number)) as row_number,
            arg_min(raw_record, (file_name, row_number)) as raw_record
        from fct_quarantined_rows
        group by reasons, raw_table
        order by row_count desc, raw_table, reasons
    """,
    )


def freshness(run: Run) -> tuple[Row, ...]:
    return fetch(run, "select * from fct_source_freshness order by last_loaded_at nulls last, raw_table")


def anomalies(run: Run) -> tuple[Row, ...]:
    """Anomalies by type, with up to three orders to look at."""
    return fetch(
        run,
        """
        with found as (
            select anomaly_type, order_id, count(*) as anomaly_count, min(detail) as detail, max(event_at) as newest_at
            from fct_status_anomalies group by anomaly_type, order_id
        ),

        numbered as (
            select *, row_number() over (partition by anomaly_type order by newest_at desc, order_id) as example_no
            from found
        )

        select
            anomaly_type, sum(anomaly_count) as anomaly_count, count(*) as order_count,
            arg_min(detail, example_no) as detail,
            array_agg(order_id order by example_no) filter (example_no <= 3) as order_ids
        from numbered
        group by anomaly_type
        order by anomaly_count desc, anomaly_type
    """,
    )


def files(run: Run, page: int, size: int) -> tuple[Row, ...]:
    """Landed files, newest first; file_total says how many there are."""
    return fetch(
        run,
        """
        select *, count(*) over () as file_total from fct_landed_files
        order by landed_at desc, raw_table, file_name limit $size offset $skipped
    """,
        size=size,
        skipped=(page - 1) * size,
    )


def unread_files(run: Run) -> tuple[Row, ...]:
    """Files that no table reads; those probably meant for a table first."""
    return fetch(
        run,
        "select sentence, likely_table from fct_unread_files order by likely_table is null, likely_table, file_name",
    )


def unattributed(run: Run) -> tuple[Row, ...]:
    return fetch(
        run,
        """
        select source, reason_code, count(*) as order_count, min(purchase_id) as purchase_id
        from fct_unattributed_orders group by source, reason_code order by order_count desc
    """,
    )


def held_back_sellers(run: Run) -> tuple[Row, ...]:
    """Sellers whose scorecard misses rows that are held back."""
    return fetch(
        run,
        """
        select h.seller_id, d.seller_name, max(h.held_back_row_count) as row_count
        from fct_seller_health as h
        inner join dim_sellers as d on d.seller_id = h.seller_id
        group by h.seller_id, d.seller_name
        having max(h.held_back_row_count) > 0
        order by row_count desc, lower(d.seller_name), h.seller_id limit 20
    """,
    )
