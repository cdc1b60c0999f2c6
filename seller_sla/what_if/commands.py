"""`seller-sla what-if`: a draft of a policy, or an exemption before it is granted, judged over what was published."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from seller_sla.project import in_project

if TYPE_CHECKING:
    from seller_sla.documents.parts import Document
    from seller_sla.reading import Fetch

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("what-if")
def what_if() -> None:
    """Say what a draft of a policy or an exemption would change.

    Nothing is written: both are judged over what was published last.
    """


@what_if.command("draft")
@click.argument("draft_id")
def draft(draft_id: str) -> None:
    """Say which sellers a draft of a policy would judge otherwise.

    Drafts are made with `seller-sla ops draft policy` and judged by the next build: the same windows and orders, another limit,
    volume or way to hold them against it; up to twelve periods back. A draft with another clock is not covered, and says so.

    \b
    seller-sla what-if draft draft-7
    """
    from seller_sla.what_if.draft import told

    _answer(lambda fetch: told(fetch, draft_id))


@what_if.command("exemption")
@click.option("--policy", "policy_id", help="Only outcomes of this policy.")
@click.option("--seller", "seller_id", help="Only this seller.")
@click.option("--marketplace", help="Only orders of this marketplace.")
@click.option("--carrier", help="Only orders with this carrier.")
@click.option("--order", "order_id", help="Only this order.")
@click.option("--from", "first", type=DAY, required=True, help="First day, of those that outcomes count on.")
@click.option("--until", "end", type=DAY, help="First day after it; open without it.")
@click.option("--effect", type=click.Choice(["leave_out", "count_as_good"]), required=True, help="What it would do.")
def exemption(first: datetime, end: datetime | None, effect: str, **scope: str | None) -> None:
    """Say which scorecards an exemption would change, before it is granted.

    The options are those of `seller-sla ops exempt`. The windows stay those that were published. What extend_due would do is not
    told: it judges orders anew.

    \b
    seller-sla what-if exemption --carrier Sova --from 2026-06-01 --until 2026-06-04 --effect leave_out
    """
    from seller_sla.what_if.exemption import Exemption
    from seller_sla.what_if.exemption_words import told

    scopes = {name: value for name, value in scope.items() if value}
    if not scopes:
        raise click.UsageError("Say what is exempt: --policy, --seller, --marketplace, --carrier or --order.")
    if end and end <= first:
        raise click.UsageError(
            f"It would end on {end:%Y-%m-%d}, before its first day {first:%Y-%m-%d}: give a later --until."
        )
    asked = Exemption(scopes, first.date(), end.date() if end else None, effect)
    _answer(lambda fetch: told(fetch, asked))


def _answer(told: "Callable[[Fetch], Document]") -> None:
    from seller_sla.documents import markdown
    from seller_sla.publish import published_file
    from seller_sla.reading import reading

    in_project()
    try:
        with reading(published_file()) as fetch:
            document = told(fetch)
    except (FileNotFoundError, LookupError) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(markdown.written(document), nl=False)
