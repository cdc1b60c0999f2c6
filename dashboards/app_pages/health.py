"""How far the numbers can be trusted: what was held back and why, what looked odd, how old the data is."""

from datetime import datetime

import streamlit as st

from components import data, escape, faults, lists, states, text
from queries import health
from queries.published import Row, Run

DAY = 86400
FILES = 10
FAULTY_FILES = 5
PAST_FILES = 10
REASONS = 8
ROWS = 20
SELLERS = 12
UNREAD = 8
RECORD = 1000
COLUMNS = (
    "raw_table", "file_name", "row_number", "reasons", "raw_record", "seller_id", "loaded_at", "quarantined_at",
)  # fmt: skip
ANOMALIES = {
    "unknown_status": "Status code that nobody mapped",
    "illegal_transition": "Status that may not follow the one before",
    "out_of_order": "Events that arrived in the wrong order",
    "duplicate": "Same event delivered twice",
    "after_final": "Status after a final one",
    "clock_skew": "Recorded before it happened",
    "reversal": "Status taken back later",
}


def headline(totals: Row) -> str:
    held = f"{text.plural(totals.held_back_count, 'row')} held back" if totals.held_back_count else "No row held back"
    if not totals.result_count:
        return f"{held}; no check has run yet"
    if not totals.check_count:
        return f"{held}; the raw folder holds no file now"
    return f"{held}; {text.count(totals.met_count)} of {text.plural(totals.check_count, 'check')} passed"


def wrong_now(checked: bool, zone: str) -> None:
    st.subheader("Wrong now, file by file", anchor=False)
    files = faults.by_file(data.load(health.faults, True))
    if not files:
        why = "Every file that lies in the raw folder meets what is expected of it." if checked else "Build first."
        states.empty("No file is at fault" if checked else "No check has run", why)
    for rows in lists.page_slice(files, "faults_page", FAULTY_FILES):
        severity = faults.worst(rows)
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"{faults.LOOKS[severity]}  **{escape.safe(rows[0].file_name, 80)}**")
            st.markdown("\n".join(f"- {escape.safe(faults.words(row), 400)}" for row in rows))
            checked_at = text.clock(rows[0].file_checked_at, zone, with_year=True)
            st.caption(f"Table {escape.safe(rows[0].raw_table)}, checked {checked_at}. {faults.to_do(rows)}")
    lists.pager("faults_page", len(files), FAULTY_FILES)


def wrong_before(zone: str) -> None:
    """Folded: what is no longer so."""
    files = faults.by_file(data.load(health.faults, False))
    if not files:
        return
    with st.expander(
        f"Past faults of {text.plural(len(files), 'file')}, since mended or gone", icon=":material/history:"
    ):
        for rows in lists.page_slice(files, "past_page", PAST_FILES):
            lines = [
                f"- {escape.safe(faults.words(row).rstrip('.'), 300)}: *{escape.safe(faults.past(row, zone))}*"
                for row in rows
            ]
            checked_at = text.clock(rows[0].file_checked_at, zone, with_year=True)
            st.markdown(f"**{escape.safe(rows[0].file_name, 80)}**, checked {checked_at}\n" + "\n".join(lines))
        lists.pager("past_page", len(files), PAST_FILES)


def held_back() -> None:
    rows = data.load(health.held_back)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader("Held back, by reason", anchor=False, width="content")
        if rows:
            download("CSV of all", "all")
    if not rows:
        states.empty("Nothing is held back", "Every row that was delivered was accepted.")
    for row in lists.page_slice(rows, "reasons_page", REASONS):
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{text.plural(row.row_count, 'row')}** · {escape.safe(row.reasons, 300)}")
            files = f" and {text.plural(row.file_count - 1, 'other file')}" if row.file_count > 1 else ""
            st.caption(
                f"{escape.safe(row.raw_table)}, first in {escape.safe(row.file_name, 60)}, row {row.row_number}{files}"
            )
            st.code(escape.plain(row.raw_record, 170), language=None, wrap_lines=True)
            st.page_link(
                "app_pages/health.py",
                label=":small[Show the row]"
                if row.row_count == 1
                else f":small[Show all {text.count(row.row_count)} rows]",
                query_params={"reason": row.reason_key},
                icon=":material/table_rows:",
            )
    lists.pager("reasons_page", len(rows), REASONS)


def download(label: str, name: str, reason: str = "", seller: str = "") -> None:
    """Every row, not only this page, with the whole record. The text is made when it is asked for."""
    run = data.run()

    def make() -> str:
        rows = health.held_back_rows(run, reason, seller)
        return escape.csv_text(COLUMNS, [[getattr(row, column) for column in COLUMNS] for row in rows])

    st.download_button(
        label,
        make,
        escape.file_name("held_back", name, run.as_of.date()) + ".csv",
        "text/csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
        help="All of these rows with their raw records, times in UTC",
    )


def held_back_rows(reason: str, seller: str, zone: str) -> None:
    """The rows of one reason or about one seller, each with its record."""
    pages_key = f"rows_page_{reason}_{seller}"
    total = sum(row.row_total for row in data.load(health.held_back_rows, reason, seller, 1, 1))
    page = lists.page_of(pages_key, total, ROWS)
    rows = data.load(health.held_back_rows, reason, seller, page, ROWS)
    if reason:
        whose = escape.safe(rows[0].raw_table) if rows else "this reason"
    else:
        names = [row.seller_name for row in data.load(health.held_back_sellers) if row.seller_id == seller]
        whose = escape.safe(text.name(names[0] if names else "", seller))
    st.title(f"{text.plural(total, 'row')} of {whose} held back", anchor=False)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.page_link("app_pages/health.py", label="All of data health", icon=":material/arrow_back:")
        if seller and not reason:
            st.page_link("app_pages/seller.py", label="Scorecard", query_params={"seller": seller})
        if rows:
            download("CSV", rows[0].raw_table if reason else seller, reason, seller)
    if not rows:
        states.empty("No such rows", "They were freed by a later delivery, or the address is of another run.")
        return
    lists.keep_in_address(**{"reason": reason} if reason else {"about": seller})
    told = f"**{escape.safe(rows[0].reason, 400)}**  \n" if reason else ""
    st.markdown(
        f"{told}:gray[In no number until corrected and delivered again. What waits for a row or a code is freed by it.]"
    )
    for row in rows:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(
                f"**{escape.safe(row.file_name, 80)}, row {row.row_number}**  \n{escape.safe(row.reasons, 600)}  \n"
                f":small[:gray[{escape.safe(row.raw_table)}, landed {text.clock(row.quarantined_at, zone, with_year=True)}]]"
            )
            st.code(escape.plain(row.raw_record, RECORD), language=None, wrap_lines=True)
    lists.pager(pages_key, total, ROWS)


def sellers() -> None:
    rows = data.load(health.held_back_sellers)
    if not rows:
        return
    st.subheader("Sellers with rows held back", anchor=False)
    st.caption("These rows are missing from their scorecards.")
    for row in lists.page_slice(rows, "sellers_page", SELLERS):
        with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
            st.page_link(
                "app_pages/seller.py",
                label=f"**{escape.safe(text.name(row.seller_name, row.seller_id, 26))}**",
                query_params={"seller": row.seller_id},
                width=190,
            )
            st.page_link(
                "app_pages/health.py",
                label=f":small[{text.plural(row.row_count, 'row')} held back]",
                query_params={"about": row.seller_id},
                width=150,
            )
    lists.pager("sellers_page", len(rows), SELLERS)


def freshness(as_of: datetime) -> None:
    st.subheader("Freshness", anchor=False)
    with st.grid(columns=3, min_column_width=70, wrap=False, gap=(8, 12), key="freshness") as grid:
        for title in ("Table", "Rows", "Newest row"):
            grid.markdown(f":small[:gray[{title}]]")
        for row in data.load(health.freshness):
            grid.markdown(f":small[{escape.safe(row.raw_table.replace('_', ' '))}]")
            grid.markdown(f":small[{text.count(row.row_count or 0)}]")
            grid.markdown(f":small[{age(row, as_of)}]")
    st.caption("Age at the as-of time. Marked when older than a day.")


def age(row: Row, as_of: datetime) -> str:
    if row.last_loaded_at is None:
        return ":gray[no load time]" if row.row_count else ":gray[not delivered]"
    seconds = max((as_of - row.last_loaded_at).total_seconds(), 0)
    if seconds > DAY:
        return f":orange-badge[:material/schedule: {text.span(seconds)}]"
    return text.span(seconds) if seconds >= 1 else "the newest"


def anomalies() -> None:
    st.subheader("Odd in the status history", anchor=False)
    rows = data.load(health.anomalies)
    if not rows:
        states.empty("Nothing odd", "Every status followed the one before as it may.")
        return
    st.caption("Kept and listed, not corrected. An order with one of these is still judged, by the events that count.")
    for row in rows:
        words = ANOMALIES.get(row.anomaly_type, text.first_up(text.spaced(row.anomaly_type)))
        st.markdown(
            f"**{text.plural(row.anomaly_count, 'time')}** · {escape.safe(words)}  \n"
            f":small[:gray[{text.plural(row.order_count, 'order')}. {escape.safe(row.detail, 140)}]]"
        )
        with st.container(horizontal=True, gap="xxsmall"):
            for order_id in row.order_ids or []:
                st.page_link(
                    "app_pages/order.py",
                    label=f":small[{escape.safe(text.short_id(order_id))}]",
                    query_params={"order": order_id},
                )


def unattributed() -> None:
    rows = data.load(health.unattributed)
    if not rows:
        return
    st.subheader("Orders without a known seller", anchor=False)
    for row in rows:
        st.markdown(
            f"**{text.plural(row.order_count, 'order')}** · {escape.safe(text.spaced(row.reason_code or ''))}  \n"
            f":small[:gray[{escape.safe(row.source)}, for example {escape.safe(text.short_id(row.purchase_id, 34))}]]"
        )


def unread_files() -> None:
    rows = data.load(health.unread_files)
    if not rows:
        return
    st.subheader("Files that no table reads", anchor=False)
    for row in lists.page_slice(rows, "unread_page", UNREAD):
        badge = f":orange-badge[:material/help: {escape.safe(row.likely_table)}?]  " if row.likely_table else ""
        st.markdown(f"{badge}:small[{escape.safe(row.sentence.replace('`', ''), 300)}]")
    lists.pager("unread_page", len(rows), UNREAD)


def files(zone: str) -> None:
    st.subheader("Landed files", anchor=False)
    page = st.session_state.get("file_page") or 1
    rows = data.load(health.files, page, FILES) or data.load(health.files, 1, FILES)
    if not rows:
        states.empty("No file has landed", "The build reads every file of the raw folder that it has not seen.")
        return
    st.caption("Accepted and held back make up the records, for every file.")
    with st.grid(columns=8, min_column_width=56, wrap=False, gap=(8, 12), key="files") as grid:
        for title, span in (
            ("File", 2),
            ("Held back", 1),
            ("Accepted", 1),
            ("Records", 1),
            ("Doubles", 1),
            ("Landed", 2),
        ):
            grid.cell(column_span=span).markdown(f":small[:gray[{title}]]")
        for row in rows:
            notes = [
                f"ignored columns: {row.extra_columns}" if row.extra_columns else "",
                f"absent columns: {row.absent_columns}" if row.absent_columns else "",
            ]
            note = "".join(f"  \n:gray[{escape.safe(words, 80)}]" for words in notes if words)
            grid.cell(column_span=2).markdown(f":small[{escape.safe(row.file_name, 40)}{note}]")
            for number in (row.quarantined_count, row.accepted_count, row.record_count, row.duplicate_count):
                grid.markdown(f":small[{text.count(number or 0)}]")
            grid.cell(column_span=2).markdown(f":small[{text.clock(row.landed_at, zone, with_year=True)}]")
    if rows[0].file_total > FILES:
        st.pagination(-(-rows[0].file_total // FILES), key="file_page", max_visible_pages=5)


def overview(run: Run) -> None:
    totals = data.load(health.totals)
    st.title(headline(totals), anchor=False)
    later = (
        f" Files are accounted for as a whole: {text.count(totals.later_count)} of the rows held back came after the as-of time."
        if totals.later_count
        else ""
    )
    st.markdown(
        f":gray[{text.plural(totals.accepted_count, 'row')} accepted from {text.plural(totals.file_count, 'file')}. "
        f"A held-back row is in no number until it is corrected and delivered again.{later}]"
    )
    st.space("xsmall")
    left, right = st.columns([3, 2], gap="large")
    with left:
        wrong_now(bool(totals.result_count), run.timezone)
        wrong_before(run.timezone)
        held_back()
        unread_files()
        files(run.timezone)
    with right:
        sellers()
        freshness(run.as_of)
        anomalies()
        unattributed()
    st.caption(
        f"Run {escape.safe(run.run_id, 40)} · published {text.clock(run.published_at, run.timezone, with_year=True)} "
        f"{text.zone_words(run.timezone)} · seller_sla {escape.safe(run.project_version, 20)}"
    )


reason, seller = st.query_params.get("reason", ""), st.query_params.get("about", "")
if reason or seller:
    held_back_rows(reason, "" if reason else seller, data.run().timezone)
else:
    overview(data.run())
