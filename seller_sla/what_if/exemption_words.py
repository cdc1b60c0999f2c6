"""What an exemption would change, in words."""

from types import SimpleNamespace as Row

from seller_sla.documents.parts import Document, Paragraph, Part, lines, table
from seller_sla.limits import bad, entities, is_value, judged, limit, measure
from seller_sla.reading import Fetch
from seller_sla.scores import status_words
from seller_sla.times import days, period
from seller_sla.what_if.exemption import Exemption, covered, scorecards, values
from seller_sla.words import count, counted, full_day, spaced

HEADER = ("Seller", "What", "Window", "Limit", "Now", "With it", "Good ones in a row to recover")
SIDES = ("population_count", "bad_count", "rate", "measured_value", "status")


def told(fetch: Fetch, asked: Exemption) -> Document:
    """The whole answer."""
    [found] = fetch(covered(asked), **values(asked))
    scores = fetch(scorecards(asked), **values(asked)) if found.changed_count else []
    about = lines(
        ("Effect", spaced(asked.effect)), ("Of", _scope(asked)), ("Days", _days(asked)), ("Touches", _touched(found))
    )
    return Document("What if it were exempted", (about, *_changes(scores), *_limits_of_it(scores, found)))


def _changes(scores: list[Row]) -> list[Part]:
    """The scores whose status or bad ones change, one by one; the others as a number."""
    told = [row for row in scores if not row.is_untold]
    changed = [row for row in told if (row.status, row.bad_count) != (row.status_then, row.bad_count_then)]
    others = sum(row.population_count != row.population_count_then for row in told if row not in changed)
    parts: list[Part] = [table(HEADER, [_cells(row) for row in changed])] if changed else []
    if others:
        words = (
            f"{counted(others, 'score')} would have fewer orders, with the status and the bad ones that there are now."
        )
        parts.append(Paragraph(words))
    return parts or [Paragraph("No score would change: none of these outcomes is in a window that is looked at now.")]


def _limits_of_it(scores: list[Row], found: Row) -> list[Part]:
    """What the answer leaves out."""
    parts: list[Part] = []
    if found.exempt_count:
        have = "has" if found.exempt_count == 1 else "have"
        parts.append(
            Paragraph(
                f"{counted(found.exempt_count, 'outcome')} of them {have} an exemption already and stay as they are."
            )
        )
    untold = sorted({row.title for row in scores if row.is_untold})
    if untold:
        parts.append(Paragraph(f"Not told: {', '.join(untold)}, as the limit counts bad ones in a row."))
    return parts


def _scope(asked: Exemption) -> str:
    return ", ".join(f"{name.removesuffix('_id')} {value}" for name, value in asked.scopes.items())


def _days(asked: Exemption) -> str:
    return period(asked.first, asked.end) if asked.end else f"from {full_day(asked.first)} on"


def _touched(found: Row) -> str:
    of = f"of {count(found.outcome_count)} of {counted(found.seller_count, 'seller')}"
    return (
        f"{counted(found.changed_count, 'outcome')} would change, {of}; bad ones among them: {count(found.bad_count)}"
    )


def _sides(row: Row) -> tuple[str, str]:
    """The score now and then, in words."""
    then = Row(**vars(row))
    for name in SIDES:
        setattr(then, name, getattr(row, f"{name}_then"))
    return _score(row), _score(then)


def _score(row: Row) -> str:
    status = status_words(row.status)
    if not row.population_count:
        return f"no {entities(row)}: {status}"
    of = (
        judged(row, row.population_count)
        if is_value(row)
        else f"{bad(row, row.bad_count)} of {judged(row, row.population_count)}"
    )
    return f"{measure(row)}, {of}: {status}"


def _cells(row: Row) -> tuple[str, ...]:
    now, then = _sides(row)
    recover = [
        "–" if number is None else count(number) for number in (row.orders_to_recover, row.orders_to_recover_then)
    ]
    return (
        f"{row.seller_name or row.seller_id} ({row.seller_id})",
        f"{row.title}, {row.program_title}",
        days(row),
        limit(row),
        now,
        then,
        f"{recover[0]} now, {recover[1]} then" if recover != ["–", "–"] else "–",
    )
