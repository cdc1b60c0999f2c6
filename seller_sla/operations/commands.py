"""`seller-sla ops`: decide, appeal, exempt, plan and draft; list, verify and export the log."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seller_sla.project import in_project

if TYPE_CHECKING:
    from seller_sla.operations.acts import Desk
    from seller_sla.operations.chain import Entry

DAY = click.DateTime(["%Y-%m-%d"])
NOBODY = "the one who is logged in"
Command = Callable[..., Any]


@click.group("ops")
def ops() -> None:
    """Decide, exempt, plan: what people do about scorecards.

    Everything is an entry in a log that is only added to. The next build reads it. The log is the file
    data/operations.sqlite, or the database that SELLER_SLA_OPERATIONS_URL names (postgresql://user@host/database).

    Whoever writes about something says what was known of it: --seen is the number of the newest entry about it that
    you have read. Without it you take what is there, except that the first decision on a recommendation stands until
    somebody who has seen it decides otherwise. If two write at once, one is told of the other.
    """


def acts(command: Command) -> Command:
    """The options of every command that writes."""
    command = click.option("--seen", type=int, help="Number of the newest entry about it that you have read.")(command)
    return click.option("--by", "actor", help="Who does it.", default=getpass.getuser, show_default=NOBODY)(command)


def why(command: Command) -> Command:
    """The option that says why."""
    return click.option("--reason", required=True, help="Why, in words.")(command)


@ops.command()
@click.argument("recommendation_id")
@click.argument("decision", type=click.Choice(["approve", "reject", "change"]))
@click.option("--step", help="The step to take instead; for change.")
@why
@acts
def decide(recommendation_id: str, decision: str, step: str | None, reason: str, actor: str, seen: int | None) -> None:
    """Approve, reject or change a recommendation.

    \b
    seller-sla ops decide mall_late/S01/2026-05-01 change --step notify --reason "first time in a year"
    """
    _write(actor, seen, lambda desk: desk.decide(recommendation_id, decision, step, reason))


@ops.command()
@click.argument("recommendation_id")
@click.option("--seller", required=True, help="The seller who appeals.")
@why
@acts
def appeal(recommendation_id: str, seller: str, reason: str, actor: str, seen: int | None) -> None:
    """Write down a seller's appeal."""
    _write(actor, seen, lambda desk: desk.appeal(recommendation_id, seller, reason))


@ops.command("answer-appeal")
@click.argument("appeal_id")
@click.argument("outcome", type=click.Choice(["granted", "refused", "withdrawn"]))
@why
@acts
def answer_appeal(appeal_id: str, outcome: str, reason: str, actor: str, seen: int | None) -> None:
    """Answer an appeal."""
    _write(actor, seen, lambda desk: desk.answer_appeal(appeal_id, outcome, reason))


@ops.command()
@click.argument("effect", type=click.Choice(["leave_out", "count_as_good", "extend_due"]))
@click.option("--policy", "policy_id", help="Only outcomes of this policy.")
@click.option("--seller", "seller_id", help="Only this seller.")
@click.option("--marketplace", help="Only orders of this marketplace.")
@click.option("--carrier", help="Only orders with this carrier.")
@click.option("--order", "order_id", help="Only this order.")
@click.option("--everything", is_flag=True, help="No scope at all: everybody's orders, by every policy.")
@click.option("--from", "first", type=DAY, required=True, help="First day, of those that outcomes count on.")
@click.option("--until", "end", type=DAY, help="First day after it; open without it.")
@click.option("--hours", type=click.IntRange(min=1), help="How much later it is due; for extend_due.")
@why
@acts
def exempt(
    effect: str, first: datetime, end: datetime | None, hours: int | None, everything: bool, reason: str, actor: str,
    seen: int | None, **scope: str | None,
) -> None:  # fmt: skip
    """Exempt orders: leave them out, count them as good, or extend their due time.

    It touches what is in all the scopes given, on the days on which outcomes count.

    \b
    seller-sla ops exempt leave_out --carrier DHL --from 2026-05-04 --until 2026-05-07 --reason "strike"
    """
    if everything == any(scope.values()):
        raise click.UsageError(
            "Say what is exempt: --policy, --seller, --marketplace, --carrier, --order, or --everything."
        )
    extend = hours * 3600 if hours else None
    _write(actor, seen, lambda desk: desk.exempt(scope, first.date(), end and end.date(), effect, extend, reason))


@ops.command()
@click.argument("exemption_id")
@why
@acts
def revoke(exemption_id: str, reason: str, actor: str, seen: int | None) -> None:
    """Take an exemption back."""
    _write(actor, seen, lambda desk: desk.revoke(exemption_id, reason))


@ops.group()
def plan() -> None:
    """Open, accept and close improvement plans."""


@plan.command("open")
@click.argument("seller_id")
@click.argument("policy_id")
@click.option("--starts", type=DAY, required=True, help="First day.")
@click.option("--ends", type=DAY, required=True, help="First day after it.")
@click.option("--target", type=click.FloatRange(0, 100), required=True, help="Most bad ones by then, in per cent.")
@acts
def open_plan(
    seller_id: str, policy_id: str, starts: datetime, ends: datetime, target: float, actor: str, seen: int | None
) -> None:
    """Open a plan."""
    from seller_sla.operations.acts import in_ppm

    ppm = in_ppm(Decimal(str(target)))
    _write(actor, seen, lambda desk: desk.open_plan(seller_id, policy_id, starts.date(), ends.date(), ppm))


@plan.command("accept")
@click.argument("plan_id")
@acts
def accept_plan(plan_id: str, actor: str, seen: int | None) -> None:
    """Accept a plan."""
    _write(actor, seen, lambda desk: desk.accept_plan(plan_id))


@plan.command("close")
@click.argument("plan_id")
@acts
def close_plan(plan_id: str, actor: str, seen: int | None) -> None:
    """Close a plan."""
    _write(actor, seen, lambda desk: desk.close_plan(plan_id))


@plan.group("action")
def action() -> None:
    """Actions of a plan."""


@action.command("add")
@click.argument("plan_id")
@click.argument("kind", type=click.Choice(["corrective", "preventive"]))
@click.option("--cause", required=True, help="The cause that it is against.")
@click.option("--action", "what", required=True, help="What is done.")
@click.option("--due", type=DAY, required=True, help="The day by which it is done.")
@acts
def add_action(plan_id: str, kind: str, cause: str, what: str, due: datetime, actor: str, seen: int | None) -> None:
    """Add an action to a plan."""
    _write(actor, seen, lambda desk: desk.add_action(plan_id, kind, cause, what, due.date()))


@action.command("done")
@click.argument("action_id")
@acts
def finish_action(action_id: str, actor: str, seen: int | None) -> None:
    """Say that an action is done."""
    _write(actor, seen, lambda desk: desk.finish_action(action_id))


@ops.group()
def draft() -> None:
    """Draft what a what-if judges by."""


@draft.command("policy")
@click.argument("policy_id")
@click.option("--window", "window_code", help="Window of the limit; its first one without it.")
@click.option(
    "--set", "changes", multiple=True, metavar="COLUMN=VALUE", help="A column that is otherwise; may be repeated."
)
@acts
def draft_policy(
    policy_id: str, window_code: str | None, changes: tuple[str, ...], actor: str, seen: int | None
) -> None:
    """Draft a policy: like the newest version of POLICY_ID and its newest limit, but for what --set changes.

    \b
    seller-sla ops draft policy mall_on_time_delivery --set limit_value=97 --set policy_id=stricter_delivery
    """
    in_project()
    from seller_sla.operations.drafts import drafted

    with sentences():
        columns = drafted(policy_id, window_code, changes)
    _write(actor, seen, lambda desk: desk.draft_policy(columns))


@ops.command("list")
@click.argument("subject", required=False)
def list_entries(subject: str | None) -> None:
    """List the log, or what is about SUBJECT."""
    in_project()
    from seller_sla.operations.store import Store

    with sentences():
        entries = [entry for entry in Store.named().entries() if subject in (None, entry.subject)]
    click.echo("\n".join(map(str, entries)) or f"There is no entry{f' about {subject}' if subject else ''}.")


@ops.command()
@click.option("--head", help="The hash of an entry, or its beginning, as you noted it.")
def verify(head: str | None) -> None:
    """Say whether the log is whole; the exit code is 1 if not.

    It finds entries that were edited, taken out or put in, and what does not agree with the files of earlier exports in
    the raw folder. Note the hash that it prints last somewhere else: with --head it then shows that nothing up to there
    was cut off or written anew.
    """
    in_project()
    from seller_sla.landing.folders import raw_folder
    from seller_sla.operations.chain import faults
    from seller_sla.operations.export import strangers
    from seller_sla.operations.store import Store
    from seller_sla.words import counted

    with sentences():
        entries = Store.named().entries()
        found = [*faults(entries, head), *strangers(raw_folder(), entries)]
    if found:
        raise click.ClickException("\n".join(found))
    last = f"; the last one has the hash {entries[-1].hash}" if entries else ""
    click.echo(f"The log is whole: {counted(len(entries), 'entry')}{last}.")


@ops.command("export")
def export_tables() -> None:
    """Write what is new to the raw folder, for plain `dbt build` to read; `seller-sla build` does it by itself."""
    in_project()
    for file in export_to_raw_folder():
        click.echo(file)


def export_to_raw_folder() -> list[Path]:
    """Write what is new in the store to the raw folder. Returns the files."""
    from seller_sla.landing.folders import raw_folder
    from seller_sla.operations.export import export
    from seller_sla.operations.store import Store

    with sentences():
        store = Store.named()
        return export(store, raw_folder()) if store.exists() else []


def _write(actor: str, seen: int | None, act: "Callable[[Desk], Entry]") -> None:
    in_project()
    from seller_sla.operations.acts import Desk
    from seller_sla.operations.store import Store

    with sentences():
        click.echo(act(Desk(Store.named(), actor, seen)))


@contextmanager
def sentences() -> Iterator[None]:
    """What cannot be done is said in a sentence."""
    from seller_sla.landing.refusals import Refused
    from seller_sla.operations.chain import OperationsFault

    try:
        yield
    except (OperationsFault, Refused) as fault:
        raise click.ClickException(str(fault)) from fault
