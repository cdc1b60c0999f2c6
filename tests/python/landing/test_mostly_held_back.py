"""A file that is let in and gives hardly a row is told in one sentence."""

import pytest

from landing.warehouse import Warehouse
from seller_sla.landing import mostly_held_back

HEADER = "feedback_id,order_id,rating,submitted_at,loaded_at\n"
GOOD = "f{},o1,5,2026-01-01,2026-01-02\n"
LOOK = "see them under Data health or in fct_quarantined_rows, deliver the file corrected and run `dbt build` again."


def told(warehouse: Warehouse) -> list[str]:
    """What is said of the rows that the next build lands, without the folder."""
    warehouse.land("feedback")
    sentences = mostly_held_back.sentences(warehouse.connection, "landing.landed_feedback", warehouse.raw)
    return [sentence.removeprefix(f"{warehouse.raw}/") for sentence in sentences]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            HEADER + GOOD.replace(",5,", ",") * 3,
            'all 3 rows are held back, for "line: 4 fields where the header has 5"',
        ),
        (
            HEADER + GOOD + "f2,o1,9,2026-01-01,2026-01-02\n" * 2,
            '2 of 3 rows are held back, for "rating: not between 1 and 5"',
        ),
        (
            HEADER + GOOD + "f2,o1,9,2026-01-01,2026-01-02\nf3,,9,2026-01-01,2026-01-02\n",
            '2 of 3 rows are held back, for "rating: not between 1 and 5"',
        ),
        (
            HEADER + "f2,o1,9,2026-01-01,2026-01-02\n" * 2 + "f3,,5,2026-01-01,2026-01-02\n",
            'all 3 rows are held back, most often for "rating: not between 1 and 5" (2 rows)',
        ),
        (HEADER + "f2,,5,2026-01-01,2026-01-02\n", 'its only row is held back, for "order_id: missing"'),
        (
            HEADER + "".join(f"f1,o1,{n},2026-01-01,2026-01-02\n" for n in (1, 2, 3)),
            '2 of 3 rows are held back, for "feedback_id, loaded_at: repeated with other content"',
        ),
    ],
)
def test_more_than_half_held_back_is_told(warehouse: Warehouse, content: str, words: str) -> None:
    content = content.replace("f{}", "f1")
    warehouse.deliver("feedback.csv", content)
    assert told(warehouse) == [f"feedback.csv: {words}: {LOOK}"]


@pytest.mark.parametrize("faulty", [0, 1, 2])
def test_half_or_less_is_not_told(warehouse: Warehouse, faulty: int) -> None:
    rows = "".join(GOOD.format(n) if n >= faulty else "x,,5,2026-01-01,2026-01-02\n" for n in range(4))
    warehouse.deliver("feedback.csv", HEADER + rows)
    assert told(warehouse) == []


def test_of_many_such_files_the_first_are_told(warehouse: Warehouse) -> None:
    for name in "abcde":
        warehouse.deliver(f"feedback/{name}.csv", f"{HEADER}{name},,5,2026-01-01,2026-01-02\n")
    *first, last = told(warehouse)
    assert [sentence[:14] for sentence in first] == ["feedback/a.csv", "feedback/b.csv", "feedback/c.csv"]
    assert last == "and 2 more files in this way: fct_landed_files lists them all."
