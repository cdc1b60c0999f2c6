"""What a draft of a policy would change, as the models have judged it."""

from types import SimpleNamespace as Row

from seller_sla.documents.parts import Document, Paragraph, Part, lines, table
from seller_sla.limits import bad, judged, limit, measure
from seller_sla.reading import Fetch
from seller_sla.scores import status_words
from seller_sla.times import period
from seller_sla.words import counted, full_day

ROWS = """
    select
        d.*, s.seller_name, m.title, m.bad_noun, m.entity_type, m.display_unit, m.units_per_value, p.title as program_title,
        w.title as window_title
    from fct_policy_drafts as d
    inner join dim_sellers as s on d.seller_id = s.seller_id
    left join dim_sla_metrics as m on d.metric_code = m.metric_code
    left join dim_sla_programs as p on d.program = p.program
    left join dim_sla_windows as w
        on d.program = w.program and d.metric_code = w.metric_code and d.window_code = w.window_code and w.choice = 1
    where d.draft_id = $draft_id
    order by d.seller_id, d.period_no
"""
CHANGES = {
    "newly_in_breach": "newly in breach",
    "no_longer_in_breach": "no longer in breach",
    "another_status": "another status",
    "same": "the same",
}
NOT_COVERED = {
    "another_clock": "it counts time by another clock",
    "another_day": "its orders count on other days, or under another version",
    "another_accountability": "the seller would answer for other orders",
    "part_of_the_orders": "it is for a part of the orders",
    "no_such_window": "its window is one that nobody counts",
    "another_percentile": "it holds another percentile against its limit",
    "no_such_policy": "no policy of its program judges this metric for everybody",
}


def told(fetch: Fetch, draft_id: str) -> Document:
    """The whole answer."""
    rows = fetch(ROWS, draft_id=draft_id)
    if not rows:
        known = [row.draft_id for row in fetch("select distinct draft_id from fct_policy_drafts order by 1")]
        there = f"there is {', '.join(known)}" if known else "there is none"
        raise LookupError(
            f"There is no draft {draft_id} in what was published last; {there}."
            " Draft one with `seller-sla ops draft policy`, then build."
        )
    first = rows[0]
    title = f"What if: {draft_id}"
    about = ("Policy", f"{first.policy_id}, beside {first.live_policy_id or 'none'}")
    if first.not_covered_reason:
        why = NOT_COVERED[first.not_covered_reason]
        return Document(
            title,
            (
                lines(about),
                Paragraph(
                    f"Its orders would have to be judged anew, as {why}. Give it a program of its own in seeds/policy, with"
                    " sellers as members, and build: it is judged beside the live one, and nobody else is."
                ),
            ),
        )
    return Document(title, tuple(_parts(rows, about)))


def _parts(rows: list[Row], about: tuple[str, str]) -> list[Part]:
    newest = [row for row in rows if row.period_no == 0]
    some = next((row for row in newest if row.statistic), newest[0])
    where = f"{some.title}, {some.program_title}: {limit(some)}, {some.window_title}"
    older = [row for row in rows if row.period_no > 0]
    parts: list[Part] = [
        lines(about, ("Limit", where), ("Now", _changes(newest)), ("Periods before", _changes(older))),
    ]
    changed = [row for row in newest if row.change not in (None, "same")]
    if not changed:
        return [*parts, Paragraph("No seller has another status now.")]
    header = (
        "Seller",
        "Window",
        "Found",
        "Now",
        "By the draft",
        "To recover",
        "Within it at the latest",
        "Breaches before",
    )
    return [*parts, table(header, [_cells(row, rows) for row in changed])]


def _changes(rows: list[Row]) -> str:
    """3 sellers newly in breach, ... or 12 periods."""
    found = [row.change for row in rows if row.change]
    return ", ".join(f"{found.count(change)} {words}" for change, words in CHANGES.items() if change in found)


def _cells(row: Row, rows: list[Row]) -> tuple[str, ...]:
    before = [each for each in rows if each.seller_id == row.seller_id and each.period_no > 0]
    breaches = [sum(getattr(each, side) == "breach" for each in before) for side in ("live_status", "status")]
    return (
        f"{row.seller_name or row.seller_id} ({row.seller_id})",
        period(row.window_start_date, row.window_end_date),
        f"{measure(row)}: {bad(row, row.bad_count)} of {judged(row, row.population_count)}",
        status_words(row.live_status),
        status_words(row.status),
        "–" if row.orders_to_recover is None else counted(row.orders_to_recover, "good one"),
        "–" if row.within_limit_on is None else full_day(row.within_limit_on),
        f"{breaches[0]} live, {breaches[1]} by the draft, of {counted(len(before), 'period')}",
    )
