"""Places, moves and who comes back, in words: pure functions, tested as they are."""

from components import escape, text
from queries.published import Row

VERDICTS = {
    "fewer_come_back": ":orange-badge[:material/trending_down: Fewer come back after a broken promise]",
    "more_come_back": ":blue-badge[:material/trending_up: More come back after a broken promise]",
    "no_difference": ":gray-badge[:material/trending_flat: No difference beyond chance]",
    "cannot_tell": ":gray-badge[:material/more_horiz: Too few to tell]",
}
FROM = {"seller": "from the same seller", "marketplace": "from anybody on the marketplace"}
CAUTION = (
    "This is association, not cause: sellers who break promises may differ in price, goods and buyers, too. "
    "Likely ranges are of 95%."
)


def headline(board: tuple[Row, ...]) -> str:
    """Modrý Kolibřík is first of 22 in “Delivered on time”."""
    if not board:
        return "Nobody can be ranked yet"
    first = [row for row in board if row.place == 1]
    name = escape.safe(text.name(first[0].seller_name, first[0].seller_id, 34)) if first else "Nobody"
    if len(first) == 1:
        words = f"{name} is first of {text.count(board[0].ranked_count)}"
    else:
        words = f"{text.count(len(first))} of {text.count(board[0].ranked_count)} share the first place"
    return f"{words} in “{escape.safe(board[0].title)}”"


def sure(row: Row) -> str:
    """The end of the interval that the place goes by: at least 96.7%; at most 3.3%."""
    if text.is_upward(row):
        return f"at least {text.share(row.wilson_low, row.limit_value)}"
    return f"at most {text.share(row.wilson_high, row.limit_value)}"


def explained(row: Row) -> str:
    """Why a place is fair, with the row's own numbers."""
    end = "low" if text.is_upward(row) else "high"
    return (
        f"Ranked by the {end} end of the likely range of each rate, not by the rate: with few orders a "
        f"good rate may be luck. Here {escape.safe(text.name(row.seller_name, row.seller_id, 30))}, of "
        f"{text.judged(row, row.population_count)}: {text.share(row.rate, row.limit_value)}, likely {sure(row)}."
    )


def moved(row: Row) -> str:
    """:material/arrow_upward: 3; nothing for whom the board does not compare."""
    if row.places_gained is None:
        return ":gray[–]"
    if not row.places_gained:
        return ":gray[:material/remove: same]"
    up = row.places_gained > 0
    number = text.count(abs(row.places_gained))
    return f":green[:material/arrow_upward: {number}]" if up else f":orange[:material/arrow_downward: {number}]"


def move(row: Row) -> str:
    """From place 7 to 3."""
    return f"place {text.count(row.previous_place)} → {text.count(row.place)}"


def came_back(row: Row, kind: str) -> str:
    """24.0% of 1,136 (likely 21.6% to 26.6%)."""
    number, share = getattr(row, f"{kind}_count"), getattr(row, f"{kind}_share")
    low, high = getattr(row, f"{kind}_low"), getattr(row, f"{kind}_high")
    if not number or share is None:
        return ":gray[none]"
    likely = "" if low is None else f"  \n:gray[likely {text.share(low, None)} to {text.share(high, None)}]"
    return f"**{text.share(share, None)}** of {text.count(number)}{likely}"
