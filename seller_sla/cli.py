"""The `seller-sla` command. Run it in the folder of the project."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from dotenv import find_dotenv, load_dotenv

from seller_sla.operations.commands import export_to_raw_folder, ops
from seller_sla.plans.commands import plan
from seller_sla.project import in_project
from seller_sla.what_if.commands import what_if

APP = "dashboards/server.py"
DAY = click.DateTime(["%Y-%m-%d"])
PASS_ON = {"ignore_unknown_options": True, "help_option_names": ["--help"]}


@click.group(context_settings={"max_content_width": 100})
@click.version_option(package_name="seller-sla", message="%(package)s %(version)s")
def main() -> None:
    """Per-seller SLA facts and explained scorecards for marketplaces.

    Run it in the folder of the project. These settings, from the environment or from .env, say where things are:

    \b
    SELLER_SLA_RAW_DIR         the files to read               (default: data/demo)
    SELLER_SLA_WAREHOUSE_DIR   the folder to write into        (default: warehouse)
    SELLER_SLA_OPERATIONS_URL  the log of what people decided  (default: sqlite:///data/operations.sqlite)

    PostgreSQL and Spark have settings of their own: see docs/engines.md.
    """
    load_dotenv(find_dotenv(usecwd=True))


main.add_command(ops)
main.add_command(plan)
main.add_command(what_if)


@main.command(context_settings=PASS_ON)
@click.argument("dbt_arguments", nargs=-1, type=click.UNPROCESSED)
def build(dbt_arguments: tuple[str, ...]) -> None:
    """Run `dbt build`, readably, then say what there is.

    What was decided since the last build (`seller-sla ops`) is read with the new files.

    DBT_ARGUMENTS go to dbt as they are; the exit code is dbt's. The unit tests of the models are left out, as they say
    nothing about your rows: plain `dbt build` runs them too. Examples:

    \b
    seller-sla build
    seller-sla build --vars 'as_of: 2026-01-31 23:59:59'
    seller-sla build --select staging+
    seller-sla build --target postgres

    With a target other than DuckDB it lands the files first and publishes last, as `check` and `publish` do.
    """
    _in_project()
    sys.exit(_build(dbt_arguments))


@main.command(context_settings=PASS_ON)
@click.argument("dbt_arguments", nargs=-1, type=click.UNPROCESSED)
def check(dbt_arguments: tuple[str, ...]) -> None:
    """Read and check new files; carry their rows to the target.

    The first step of a build on PostgreSQL or Spark: files are read, checked and landed in DuckDB by the same code for every
    engine, then their rows go to the schema `landing` of the target. Plain `dbt build --target ...` comes next, then
    `seller-sla publish --target ...`; `seller-sla build --target ...` does all three. Only what is new is carried.

    \b
    seller-sla check --target postgres
    """
    from seller_sla.engines.targets import target_of

    _in_project()
    with _sentences():
        sys.exit(_check(dbt_arguments, target_of(dbt_arguments)))


@main.command()
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day.")
@click.option(
    "--every",
    type=click.Choice(["day", "week", "month"]),
    default="day",
    show_default=True,
    help="Months that begin with a last day of one go from last day to last day.",
)
@click.option(
    "--at", type=click.DateTime(["%H:%M:%S"]), default="23:59:59", show_default=True, help="Time of day, UTC."
)
@click.option("--replace", is_flag=True, help="Build days anew that the history has already.")
@click.option("--target", "-t", help="A target of the profile.")
@click.option("--vars", "variables", default="{}", help="Variables of dbt, as of a build; not as_of.")
def backfill(
    first: datetime, last: datetime, every: str, at: datetime, replace: bool, target: str | None, variables: str
) -> None:
    """Add scorecards of the past to their history.

    Builds the scorecards as they were known at a moment of each day, week or month, from the rows that are landed, into
    fct_seller_scorecard_history; then builds and publishes what there is now. Days that the history has are left as they
    are. It may be interrupted and run again.

    \b
    seller-sla backfill --from 2026-01-31 --to 2026-06-30 --every month
    """
    from seller_sla.backfill import backfill, moments

    _in_project()
    named = ("--target", target) if target else ()
    try:
        chosen = moments(first.date(), last.date(), every, at.time())
        with _sentences():
            outcome = backfill(chosen, named, variables, replace, click.echo)
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    _tell(outcome.sentences)
    sys.exit(outcome.exit_code or _build((*named, "--vars", variables)))


@main.command()
@click.option("--target", "-t", required=True, help="The target of the profile that was built.")
def publish(target: str) -> None:
    """Publish what another engine has built.

    The marts of the last build of TARGET that came to its end are copied to the file that the app, mails and auditors read.
    A build on DuckDB publishes by itself.
    """
    from seller_sla.engines.steps import publish_from
    from seller_sla.landing.refusals import print_waiting

    _in_project()
    with _sentences():
        publish_from(target)
    _print_summary()
    print_waiting()


@main.command()
@click.argument("left")
@click.argument("right")
def compare(left: str, right: str) -> None:
    """Say whether two targets hold the same public marts, row for row.

    LEFT and RIGHT are targets of the profile. The exit code is 1 if a mart differs in a row or a column, or is missing or
    empty.

    \b
    seller-sla compare duckdb postgres
    """
    from seller_sla.engines.steps import compare_targets

    _in_project()
    with _sentences():
        sys.exit(0 if compare_targets(left, right, click.echo) else 1)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--orders", default=2_000, show_default=True, help="How many seller orders.")
@click.option("--sellers", default=25, show_default=True, help="How many sellers; the first 25 have stories.")
@click.option("--format", "file_format", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
@click.option("--start-date", type=DAY, default="2026-01-01", show_default=True)
@click.option("--replace", is_flag=True, help="Delete the tables that FOLDER holds already.")
def demo(folder: Path, orders: int, sellers: int, file_format: str, start_date: datetime, replace: bool) -> None:
    """Write an invented marketplace to FOLDER.

    It has every table of the input contract. The same options always make the same files. `data/demo` is what the defaults make.
    """
    from seller_sla.demo import generate

    try:
        generate(folder, orders, sellers, file_format, start_date.date(), replace, report=click.echo)
    except (ValueError, FileExistsError) as wrong:
        raise click.ClickException(str(wrong)) from wrong


@main.command()
def summary() -> None:
    """Say what the last complete build published."""
    _in_project()
    _print_summary()


@main.command("definitions")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the pages; made if it is not there.",
)
def write_definitions(folder: Path) -> None:
    """Write what every program asks of its sellers.

    One Markdown page per program and an index, from what was published last: rules, limits and windows in words, old and new
    versions side by side. The app shows the same under Definitions.

    \b
    seller-sla definitions --to docs/programs
    """
    from seller_sla.definitions.files import write
    from seller_sla.publish import published_file
    from seller_sla.words import counted

    _in_project()
    try:
        written = write(published_file(), folder)
    except (FileNotFoundError, LookupError) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"{counted(len(written), 'page')} in {folder}")


@main.command(context_settings=PASS_ON)
@click.argument("streamlit_arguments", nargs=-1, type=click.UNPROCESSED)
def dashboard(streamlit_arguments: tuple[str, ...]) -> None:
    """Open the app on what was published last; build first if nothing is.

    STREAMLIT_ARGUMENTS go to `streamlit run`, e.g. --server.port 8600.
    """
    from seller_sla.publish import published_file

    _in_project()
    if not published_file().exists() and (exit_code := _build(())):
        sys.exit(exit_code)
    # A browser opens where there is a screen; nothing asks for an address, looks for the machine's, or logs its start.
    has_screen = sys.platform in ("darwin", "win32") or any(os.environ.get(d) for d in ("DISPLAY", "WAYLAND_DISPLAY"))
    quietly = [f"--server.headless={str(not has_screen).lower()}", "--server.showEmailPrompt=false"]
    quietly += ["--browser.serverAddress=localhost", "--logger.level=warning"]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", APP, *quietly, *streamlit_arguments])


def _build(dbt_arguments: tuple[str, ...]) -> int:
    from seller_sla.build import build
    from seller_sla.engines.steps import publish_from
    from seller_sla.engines.targets import LANDING_TARGET, target_of
    from seller_sla.landing.refusals import print_waiting

    with _sentences():
        target = target_of(dbt_arguments)
        if target == LANDING_TARGET:
            export_to_raw_folder()
        elif exit_code := _check(dbt_arguments, target):
            return exit_code
        outcome = build(dbt_arguments)
        if outcome.published and target != LANDING_TARGET:
            publish_from(target)
    if outcome.published:
        _print_summary()
    elif outcome.exit_code == 0:
        click.echo("Done. Nothing was published: the selection leaves publish_marts out.")
    _tell(outcome.sentences)
    print_waiting()  # now, as a dashboard that is opened next takes the place of this process
    return outcome.exit_code


def _check(dbt_arguments: tuple[str, ...], target: str) -> int:
    from seller_sla.engines.steps import carry_landed, land, land_apart
    from seller_sla.engines.targets import LANDING_TARGET

    if target != LANDING_TARGET:
        exit_code = land_apart(dbt_arguments)
        if exit_code == 0:
            carry_landed(target, click.echo)
        return exit_code
    export_to_raw_folder()
    outcome = land(dbt_arguments)
    _tell(outcome.sentences)
    return outcome.exit_code


def _tell(sentences: list[str]) -> None:
    for sentence in sentences:
        click.echo(sentence, err=True)


@contextmanager
def _sentences() -> Iterator[None]:
    """An engine that is not as it must be says so in a sentence."""
    from seller_sla.engines.engine import EngineFault

    try:
        yield
    except EngineFault as fault:
        raise click.ClickException(str(fault)) from fault


def _print_summary() -> None:
    from seller_sla.publish import published_file
    from seller_sla.summary import lines

    try:
        click.echo("\n".join(lines(published_file())))
    except FileNotFoundError as nothing:
        raise click.ClickException(str(nothing)) from nothing


def _in_project() -> None:
    from seller_sla.landing.folders import warehouse_folder
    from seller_sla.landing.refusals import Refused

    in_project()
    try:
        warehouse_folder()
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused


if __name__ == "__main__":
    main()
