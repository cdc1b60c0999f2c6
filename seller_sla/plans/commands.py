"""`seller-sla plan`: the plan of action of a seller, filled with what is measured."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seller_sla.project import in_project

if TYPE_CHECKING:
    from seller_sla.documents.parts import Document

SUFFIXES = {".md": "markdown", ".html": "html", ".htm": "html", ".pdf": "pdf"}


@click.command("plan")
@click.argument("seller_id", metavar="SELLER")
@click.option("--policy", "policy_id", help="Only this policy, whatever its status.")
@click.option(
    "--format", "file_format", type=click.Choice(["markdown", "html", "pdf"]), help="By the name of FILE, or markdown."
)
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def plan(seller_id: str, policy_id: str | None, file_format: str | None, file: Path | None) -> None:
    """Write the plan of action of a SELLER.

    It says what is out of limits, what was measured as its cause, which actions there are to choose from, what must be kept and
    when that is reached, which step is recommended, and what became of plans that were opened: worked, did not, or too early
    to tell. Everything is read from what was published last.

    \b
    seller-sla plan S10
    seller-sla plan S10 --policy convictional_return_rate --to plan.html
    """
    from seller_sla.plans.document import document, within_limits
    from seller_sla.plans.rows import case
    from seller_sla.publish import published_file
    from seller_sla.reading import reading

    in_project()
    try:
        with reading(published_file()) as fetch:
            found = case(fetch, seller_id, policy_id)
    except (FileNotFoundError, LookupError) as fault:
        raise click.ClickException(str(fault)) from fault
    if not found.breaches:
        click.echo(within_limits(found))
        return
    chosen = file_format or SUFFIXES.get(file.suffix.lower() if file else "", "markdown")
    if file is None and chosen == "pdf":
        raise click.UsageError("A PDF is not for the screen: name a file with --to.")
    content = _writer(chosen)(document(found))
    if file is None:
        click.echo(content, nl=False)
        return
    try:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    except OSError as failed:
        raise click.ClickException(
            f"{file}: the plan cannot be written there ({failed.strerror}): name another file."
        ) from failed
    click.echo(file)


def _writer(file_format: str) -> "Callable[[Document], str | bytes]":
    from seller_sla.documents import html, markdown, pdf

    writers: dict[str, Callable[[Document], str | bytes]] = {
        "markdown": markdown.written, "html": html.written, "pdf": pdf.written,
    }  # fmt: skip
    return writers[file_format]
