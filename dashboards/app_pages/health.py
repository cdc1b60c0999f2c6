"""How far the numbers can be trusted: what was held back and why, what looked odd, how old the data is."""

from datetime import datetime

import streamlit as st

from components import data, escape, states, text
from queries import health
from queries.published import Row

DAY = 86400
FILES = 10
REASONS = 8
UNREAD = 8
ANOMALIES = {
    "unknown_status": "Status code that nobody mapped",
    "illegal_transition": "Status that may not follow the one before",
    "out_of_order": "Events that arrived in the wrong order",
    "duplicate": "Same event delivered twice",
    "after_final": "Status after a final one",
    "clock_skew": "Recorded before it happened",
    "reversal": "Status taken back later",
}


def headline(totals: Row, checks: tuple[Row, ...]) -> str:
    held = f"{text.plural(totals.held_back_count, 'row')} held back" if totals.held_back_count else "No row held back"
    if not checks:
        return f"{held}; no check has run yet"
    passed = sum(row.success for row in checks)
    return f"{held}; {text.count(passed)} of {text.plural(len(checks), 'check')} passed"


def held_back() -> None:
    st.subheader("Held back, by reason", anchor=False)
    rows = data.load(health.held_back)
    if not rows:
        states.empty("Nothing is held back", "Every row that was delivered was accepted.")
    for row in rows[:REASONS]:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{text.plural(row.row_count, 'row')}** · {escape.safe(row.reasons, 300)}")
            files = f" and {text.plural(row.file_count - 1, 'other file')}" if row.file_count > 1 else ""
            st.caption(
                f"{escape.safe(row.raw_table)}, first in {escape.safe(row.file_name, 60)}, row {row.row_number}{files}"
            )
            st.code(escape.plain(row.raw_record, 170), language=None, wrap_lines=True)
    if len(rows) > REASONS:
        rest = sum(row.row_count for row in rows[REASONS:])
        st.caption(f"and {text.plural(rest, 'row')} more for {text.plural(len(rows) - REASONS, 'other reason')}")


def sellers() -> None:
    rows = data.load(health.held_back_sellers)
    if not rows:
        return
    st.subheader("Sellers whose scorecard misses rows", anchor=False)
    for row in rows:
        with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
            st.page_link(
                "app_pages/seller.py",
                label=f"**{escape.safe(text.name(row.seller_name, row.seller_id, 26))}**",
                query_params={"seller": row.seller_id},
                width=200,
            )
            st.markdown(f":small[{text.plural(row.row_count, 'row')} held back]", width=160)


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


def checks(rows: tuple[Row, ...]) -> None:
    st.subheader("Checks that found something", anchor=False)
    failed = [row for row in rows if not row.success]
    if not failed:
        states.empty("All checks passed" if rows else "No check has run", "Nothing to look at.")
    for row in failed:
        word = "Error" if row.severity in ("error", "critical") else "Warning"
        look = ":red-badge[:material/error: Error]" if word == "Error" else ":orange-badge[:material/warning: Warning]"
        of = f" of {text.count(row.element_count)}" if row.element_count else ""
        st.markdown(
            f"{look}  {escape.safe(row.raw_table)}: {escape.safe(row.expectation, 160)}  \n"
            f":small[:gray[{text.count(row.unexpected_count)}{of} rows, {text.plural(row.file_count, 'file')}]]"
        )


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
    for row in rows[:UNREAD]:
        badge = f":orange-badge[:material/help: {escape.safe(row.likely_table)}?]  " if row.likely_table else ""
        st.markdown(f"{badge}:small[{escape.safe(row.sentence, 300)}]")
    if len(rows) > UNREAD:
        st.caption(f"and {text.plural(len(rows) - UNREAD, 'other')} in fct_unread_files")


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
            ("Landed", 2),
            ("Records", 1),
            ("Accepted", 1),
            ("Held back", 1),
            ("Doubles", 1),
        ):
            grid.cell(column_span=span).markdown(f":small[:gray[{title}]]")
        for row in rows:
            notes = [
                f"ignored columns: {row.extra_columns}" if row.extra_columns else "",
                f"absent columns: {row.absent_columns}" if row.absent_columns else "",
            ]
            note = "".join(f"  \n:gray[{escape.safe(words, 80)}]" for words in notes if words)
            grid.cell(column_span=2).markdown(f":small[{escape.safe(row.file_name, 40)}{note}]")
            grid.cell(column_span=2).markdown(f":small[{text.clock(row.landed_at, zone, with_year=True)}]")
            for number in (row.record_count, row.accepted_count, row.quarantined_count, row.duplicate_count):
                grid.markdown(f":small[{text.count(number or 0)}]")
    if rows[0].file_total > FILES:
        st.pagination(-(-rows[0].file_total // FILES), key="file_page", max_visible_pages=5)


run, totals, results = data.run(), data.load(health.totals), data.load(health.checks)
st.title(headline(totals, results), anchor=False)
st.markdown(
    f":gray[{text.plural(totals.accepted_count, 'row')} accepted from {text.plural(totals.file_count, 'file')}. "
    "A held-back row is in no number until it is corrected and delivered again.]"
)
st.space("xsmall")
left, right = st.columns([3, 2], gap="large")
with left:
    held_back()
    unread_files()
    files(run.timezone)
with right:
    sellers()
    freshness(run.as_of)
    checks(results)
    anomalies()
    unattributed()
st.caption(
    f"Run {escape.safe(run.run_id, 40)} · published {text.clock(run.published_at, run.timezone, with_year=True)} "
    f"{text.zone_words(run.timezone)} · seller_sla {escape.safe(run.project_version, 20)}"
)
