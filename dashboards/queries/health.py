"""How good the data behind the scorecards is."""

from queries.published import Row, Run, fetch

# Rows that lost against another row have one reason, whatever the number of the row that won.
REASON = "regexp_replace(reasons, ': row [0-9]+( of .*?)? wins', '', 'g')"
REASON_KEY = f"substr(md5(raw_table || '|' || {REASON}), 1, 12)"


def totals(run: Run) -> Row:
    """Rows held back, and the checks of the files that lie in the raw folder now: how many there are, how many are met."""
    return fetch(
        run,
        """
        with checks as (
            select bool_and(success) as is_met from fct_data_quality_results
            where file_state = 'there' and severity <> 'info' group by raw_table, suite, expectation
        )
        select
            (select count(*) from fct_quarantined_rows) as held_back_count,
            (select count(*) from fct_quarantined_rows where not is_delivered_by_as_of) as later_count,
            (select coalesce(sum(accepted_count), 0) from fct_landed_files) as accepted_count,
            (select count(*) from fct_landed_files) as file_count,
            (select count(*) from checks) as check_count,
            (select count(*) from checks where is_met) as met_count,
            (select count(*) from fct_data_quality_results) as result_count,
            (select count(*) from fct_status_anomalies) as anomaly_count,
            (select count(*) from fct_unattributed_orders) as unattributed_count
    """,
    )[0]


def faults(run: Run, is_now: bool) -> tuple[Row, ...]:
    """Checks that a file does not meet: of files in the raw folder now, worst first, or of past ones, newest first.

    What is only recorded (info) is no fault; absent columns are told with the landed files.
    """
    worst = "case severity when 'critical' then 0 when 'warning' then 1 else 2 end"
    return fetch(
        run,
        f"""
        with files as (
            select raw_table, file_hash, max(checked_at) as file_checked_at
            from fct_data_quality_results group by raw_table, file_hash
        ),
        failed as (
            select r.*, c.file_checked_at, f.record_count, f.file_hash is not null as was_let_in,
                min({worst}) over (partition by r.raw_table, r.file_hash) as file_rank,
                sum(r.unexpected_count) over (partition by r.raw_table, r.file_hash) as file_rows
            from fct_data_quality_results as r
            inner join files as c on c.raw_table = r.raw_table and c.file_hash = r.file_hash
            left join fct_landed_files as f on f.raw_table = r.raw_table and f.file_hash = r.file_hash
            where not r.success and r.severity <> 'info' and (r.file_state = 'there') = $is_now
        )
        select * from failed
        order by
            case when $is_now then file_rank end, case when $is_now then -coalesce(file_rows, 0) end,
            file_checked_at desc, raw_table, file_name, file_hash, {worst}, expectation
    """,
        is_now=is_now,
    )


def held_back(run: Run) -> tuple[Row, ...]:
    """Held-back rows by table and reason, the most frequent first, with one of them as an example."""
    return fetch(
        run,
        f"""
        select
            {REASON_KEY} as reason_key, raw_table, {REASON} as reasons,
            count(*) as row_count, count(distinct file_name) as file_count,
            arg_min(file_name, (file_name, row_number)) as file_name,
            arg_min(row_number, (file_name, row_number)) as row_number,
            arg_min(raw_record, (file_name, row_number)) as raw_record
        from fct_quarantined_rows
        group by all
        order by row_count desc, raw_table, reasons
    """,
    )


def held_back_rows(
    run: Run, reason_key: str = "", seller_id: str = "", page: int = 1, size: int | None = None
) -> tuple[Row, ...]:
    """Held-back rows of one reason, of one seller (as its scorecard counts them), or all; row_total says how many."""
    return fetch(
        run,
        f"""
        select *, {REASON} as reason, count(*) over () as row_total
        from fct_quarantined_rows
        where ($reason_key = '' or {REASON_KEY} = $reason_key)
            and ($seller_id = '' or (seller_id = $seller_id and is_delivered_by_as_of))
        order by raw_table, file_name, row_number, file_hash
        limit $size offset $skipped
    """,
        reason_key=reason_key,
        seller_id=seller_id,
        size=size if size is not None else 2**62,
        skipped=(page - 1) * (size or 0),
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
    """Sellers that held-back rows are about, with how many: those that are in no number of theirs."""
    return fetch(
        run,
        """
        select h.seller_id, d.seller_name, max(h.held_back_row_count) as row_count
        from fct_seller_health as h
        inner join dim_sellers as d on d.seller_id = h.seller_id
        group by h.seller_id, d.seller_name
        having max(h.held_back_row_count) > 0
        order by row_count desc, lower(d.seller_name), h.seller_id
    """,
    )
