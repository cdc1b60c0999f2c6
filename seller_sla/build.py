"""`seller-sla build`: a dbt build that reads well, on a terminal and in a log."""

import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from seller_sla.publish import published_file
from seller_sla.seeds import seed_fault
from seller_sla.words import counted

REFUSED = re.compile(r"\bseller_sla\.FileRefused: ")
LOCKED = re.compile(r'Could not set lock on file "(?P<file>[^"]+)"(?:.*?\(PID (?P<process>\d+)\))?', re.DOTALL)
CALLS = re.compile(r"^\s*> in macro ", re.MULTILINE)
SECONDS_BETWEEN_LOG_LINES = 10.0
# Unit tests judge the code, not the rows: plain `dbt build` and `make test` run them.
WITHOUT_UNIT_TESTS = ("--exclude-resource-type", "unit_test")
QUIETLY = ("--log-level", "none")


@dataclass
class Progress:
    """One line that renews itself on a terminal; now and then a line in a log."""

    out: TextIO
    total: int = 0
    done: int = 0
    started: float = field(default_factory=time.monotonic)
    written: float = field(default_factory=time.monotonic)

    def __call__(self, event: Any) -> None:
        """Take one event of dbt's log."""
        if event.info.name == "LogStartLine":
            self.total = event.data.total
        elif event.info.name == "NodeFinished":
            self.done += 1
            self._show(event.data.node_info.node_name)

    def _show(self, name: str) -> None:
        now = time.monotonic()
        text = f"  {self.done:>4} of {self.total}  {now - self.started:5.1f} s"
        if self.out.isatty():
            self.out.write(f"\r\x1b[2K{text}  {name[:60]}")
            self.out.flush()
        elif now - self.written >= SECONDS_BETWEEN_LOG_LINES:
            self.out.write(f"{text}\n")
            self.out.flush()
            self.written = now

    def close(self) -> None:
        """Leave the terminal with an empty line."""
        if self.out.isatty():
            self.out.write("\r\x1b[2K")
            self.out.flush()


@dataclass(frozen=True)
class Outcome:
    """How the build ended: dbt's exit code, whether it published, and what to tell."""

    exit_code: int
    published: bool
    sentences: list[str]


def build(arguments: Sequence[str], title: str = "Building", manifest: Any = None) -> Outcome:
    """Run `dbt build` with `arguments` in this process. `manifest`: of a project that is parsed already."""
    from dbt.cli.main import dbtRunner

    if not any("resource-type" in argument for argument in arguments):
        arguments = (*WITHOUT_UNIT_TESTS, *arguments)
    progress = Progress(sys.stderr)
    os.environ.setdefault("DBT_PROFILES_DIR", "profiles")
    sys.stderr.write(f"{title} (dbt build; details in {os.environ.get('DBT_LOG_PATH', 'logs')}/dbt.log)\n")
    try:
        ended = dbtRunner(manifest, callbacks=[progress]).invoke(["build", *QUIETLY, *arguments])
    finally:
        progress.close()
    if ended.exception is not None:
        return Outcome(2, False, [_sentence(_said(ended.exception))])
    results = list(getattr(ended.result, "results", []))
    published = any(r.node.name == "publish_marts" and r.status == "success" for r in results)
    return Outcome(0 if ended.success else 1, published, list(_sentences(results)))


def parsed(arguments: Sequence[str]) -> Any:
    """What dbt knows of the project, for several commands of one process: it takes longer than some of them."""
    from dbt.cli.main import dbtRunner

    os.environ.setdefault("DBT_PROFILES_DIR", "profiles")
    return _result(dbtRunner().invoke(["parse", *QUIETLY, *arguments]))


def asked(query: str, arguments: Sequence[str], manifest: Any) -> list[tuple[Any, ...]]:
    """The rows of a query, which may call macros, on the target."""
    from dbt.cli.main import dbtRunner

    show = ["show", *QUIETLY, "--inline", query, "--limit", "-1", *arguments]
    table = _result(dbtRunner(manifest).invoke(show)).results[0].agate_table
    return [tuple(row) for row in table.rows]


def _result(ended: Any) -> Any:
    """What a command of dbt gave; a sentence if it failed."""
    if not ended.success:
        failed = getattr(ended.result, "results", None)
        raise ValueError(_sentence(failed[0].message if failed else _said(ended.exception)))
    return ended.result


def _said(exception: BaseException) -> str:
    return "Interrupted." if isinstance(exception, KeyboardInterrupt) else str(exception)


def _sentences(results: Sequence[Any]) -> Iterator[str]:
    """Warnings, failures and what was left out because of them. Refused files speak for themselves at the very end."""
    yield from (f"Warning: {_told(r)}" for r in results if r.status == "warn")
    yield from (_told(r) for r in results if r.status in ("error", "fail") and not REFUSED.search(r.message or ""))
    skipped = sum(r.status == "skipped" for r in results)
    if skipped:
        before = "what was published before stays as it is" if published_file().exists() else "nothing is published yet"
        yield f"{counted(skipped, 'step')} below {'was' if skipped == 1 else 'were'} skipped; {before}."


def _told(result: Any) -> str:
    """A failed or warning node: its name, what is wrong, and where the SQL is."""
    node = result.node
    if node.resource_type == "seed" and (fault := seed_fault(Path(node.original_file_path), result.message or "")):
        return fault
    text = f"{node.resource_type.replace('_', ' ')} {node.name}: {_sentence(result.message or '')}"
    where = getattr(node, "compiled_path", None) or node.original_file_path
    return f"{text}\n  see {where}"


def _sentence(message: str) -> str:
    """dbt's message without the traceback, the chain of macros and the frame around it."""
    locked = LOCKED.search(message)
    if locked:
        return (
            f"Process {locked['process']} has {locked['file']} open: another build, or an SQL client. "
            "Wait for it or close it, then build again."
        )
    if "Traceback (most recent call last):" in message:
        return message[message.rindex("\n  ") :].split("\n", 2)[-1].strip()
    return CALLS.split(message)[0].strip()
