"""`seller-sla backfill`: the scorecards as they were known at moments of the past, added to the history.

Each moment is a build of what scorecards are made of. The moments come in their order, so that only the first judges every
order, and the others what changed since. They land and publish nothing, and test no more than the scorecards; an ordinary
build has to follow, which brings the marts back to the newest rows.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, takewhile
from typing import Any

import yaml

from seller_sla.build import Outcome, asked, build, parsed
from seller_sla.landing.folders import warehouse_folder
from seller_sla.words import counted

# What is kept of orders, of scorecards and of rows held back, where the next build starts from, and what all of that is made of.
MODELS = (
    "--select",
    "+fct_seller_scorecard_history",
    "+int_held_back_rows",
    "+config.materialized:incremental",
    "path:models/intermediate/changes",
)
# A test of the scorecards comes before the history: what fails never gets there.
TESTS = ("unique_key_fct_seller_scorecards*", "rates_lie_between_their_likely_ends")
LEFT_OUT = ("--exclude", "path:models/landing", "--indirect-selection", "empty", "--exclude-resource-type", "unit_test")
WITHOUT_SEEDS = ("--exclude-resource-type", "seed")


def moments(first: date, last: date, every: str, at: time) -> list[datetime]:
    """A moment on the first day and on each day, week or month after it, up to the last day."""
    if first > last:
        raise ValueError(f"--from {first} is after --to {last}: name the earlier day with --from.")
    return [datetime.combine(day, at) for day in takewhile(lambda day: day <= last, days(first, every))]


def days(first: date, every: str) -> Iterator[date]:
    """The first day and those after it. From the last day of a month on, months go from last day to last day."""
    is_last = (first + timedelta(days=1)).day == 1
    for number in count():
        if every == "month":
            years, month = divmod(first.month - 1 + number, 12)
            length = monthrange(first.year + years, month + 1)[1]
            yield date(first.year + years, month + 1, length if is_last else min(first.day, length))
        else:
            yield first + timedelta(days=number * (7 if every == "week" else 1))


def backfill(
    chosen: Sequence[datetime], target: Sequence[str], variables: str, replace: bool, report: Callable[[str], None]
) -> Outcome:
    """Build the chosen moments, those that the history lacks or all of them; end with the first that fails.

    target: the arguments of dbt that name it. variables: dbt's, as YAML.
    """
    given = yaml.safe_load(variables) or {}
    if "as_of" in given:
        raise ValueError("A back-fill chooses as_of itself: leave it out of --vars.")
    manifest = parsed([*target, "--vars", variables])
    missing = {
        moment for moment, is_missing in looked_up(chosen, [*target, "--vars", variables], manifest) if is_missing
    }
    wanted = [moment for moment in chosen if replace or moment in missing]
    report(f"{counted(len(wanted), 'moment')} of {len(chosen)} to build{'' if replace else there(chosen, wanted)}.")
    for number, moment in enumerate(wanted, 1):
        of_moment = yaml.safe_dump({**given, "as_of": str(moment), "replaces_days": replace})
        selected = [*MODELS, *TESTS, *LEFT_OUT, *(WITHOUT_SEEDS if number > 1 else ())]
        title = f"As of {moment}, {number} of {len(wanted)}"
        outcome = build([*target, "--vars", of_moment, *selected], title, manifest)
        if outcome.exit_code:
            return Outcome(outcome.exit_code, False, [*outcome.sentences, stopped(moment)])
    return Outcome(0, False, [])


def looked_up(chosen: Sequence[datetime], arguments: Sequence[str], manifest: Any) -> list[tuple[datetime, bool]]:
    """Whether the history lacks each moment; a moment that nothing is known of yet is refused."""
    texts = [str(moment) for moment in chosen]
    rows = asked(f"{{{{ moments_to_fill({texts}) }}}}", arguments, manifest)
    if not rows:
        raise ValueError(f"Nothing is built in {warehouse_folder()} yet: run `seller-sla build` first.")
    newest = datetime.fromisoformat(rows[0][1])
    if chosen[-1] > newest:
        raise ValueError(
            f"Nothing is known of {chosen[-1]} yet: the newest row was loaded at {newest:%Y-%m-%d %H:%M:%S} (UTC)."
            " Name an earlier day with --to, or an earlier time with --at."
        )
    return [(datetime.fromisoformat(as_of_at), bool(is_missing)) for as_of_at, _, is_missing in rows]


def there(chosen: Sequence[datetime], wanted: Sequence[datetime]) -> str:
    """How many the history has, if any."""
    has = len(chosen) - len(wanted)
    return f"; the history has {has} already (--replace builds them anew)" if has else ""


def stopped(moment: datetime) -> str:
    """What holds now and what to do."""
    return (
        f"Stopped at {moment}; what was published stays as it is. Run the same command again to go on, or"
        " `seller-sla build` to bring the marts back to the newest rows."
    )
