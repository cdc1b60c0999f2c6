"""The same as Markdown pages: one per program, and an index."""

from seller_sla.definitions import sentences
from seller_sla.definitions.rows import Definitions, Metric, Policy, Program, Row, Window
from seller_sla.definitions.sentences import Line, Side
from seller_sla.escape import markdown
from seller_sla.words import first_up

INDEX = "README.md"
MARK = "<!-- Made by `seller-sla definitions` from the seeds: change them, not this page. -->"


def pages(found: Definitions) -> dict[str, str]:
    """File names and what they hold."""
    return {INDEX: _index(found)} | {_file(program): _page(program) for program in found.programs}


def _file(program: Program) -> str:
    return f"{program.row.program}.md"


def _index(found: Definitions) -> str:
    rows = [
        f"| [{plain(program.row.title)}]({_file(program)}) | {plain(program.row.description)} | {_titles(program)} |"
        for program in found.programs
    ]
    parts = [
        MARK,
        "# Programs",
        "Each is a set of rows in [`seeds/policy`](../../seeds/policy); these pages say what the rows say.",
        "\n".join(["| program | what it is | metrics |", "|---|---|---|", *rows]),
        *_gaps("## What no program can hold", found.gaps),
    ]
    return "\n\n".join(parts) + "\n"


def _titles(program: Program) -> str:
    return ", ".join(plain(metric.row.title) for metric in program.metrics)


def _page(program: Program) -> str:
    row = program.row
    who = f"{plain(sentences.enrolment(row))}. Its days are those of {plain(row.timezone)}. In the seeds it is `{row.program}`."
    parts = [MARK, f"# {plain(row.title)}", f"{plain(row.description)}.", who]
    for metric in program.metrics:
        parts += _metric(metric)
    parts += _gaps("## What is not in it", program.gaps)
    parts.append(f"[What no program can hold, and the other programs]({INDEX})")
    return "\n\n".join(parts) + "\n"


def _metric(metric: Metric) -> list[str]:
    parts = [f"## {plain(metric.row.title)}", f"{plain(metric.row.definition)}."]
    for policy in metric.policies:
        parts += _policy(policy, metric.row)
    return parts


def _policy(policy: Policy, metric: Row) -> list[str]:
    whose = sentences.scope(policy.versions[-1])
    parts = [f"### For {plain(whose)}"] if whose else []
    parts.append(_table([sentences.version(row) for row in policy.versions]))
    for window in policy.windows:
        parts += [_headline(window, metric), _limits(window)]
    return parts


def _limits(window: Window) -> str:
    period = sentences.period(window.choices)
    return _table([sentences.limits_side(limit, period) for limit in window.limits])


def _headline(window: Window, metric: Row) -> str:
    decides = "; it decides the status" if window.choices[0].is_binding else ""
    return f"**{plain(first_up(sentences.window(window.choices, metric)))}**{decides}"


def _gaps(title: str, gaps: tuple[Row, ...]) -> list[str]:
    return [title, "\n".join(f"- {plain(gap.rule)}. *{plain(gap.reason)}.*" for gap in gaps)] if gaps else []


def _table(sides: list[Side]) -> str:
    """Versions side by side; what they all leave out has no row."""
    names = list(dict.fromkeys(line.name for side in sides for line in side.lines))
    rows = [[name, *(_cell(side, name) for side in sides)] for name in names]
    header = ["", *(plain(side.title) for side in sides)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [header, ["---"] * len(header), *rows])


def _cell(side: Side, name: str) -> str:
    return "; ".join(_linked(line) for line in side.lines if line.name == name)


def _linked(line: Line) -> str:
    return f"[{plain(line.words)}]({line.url})" if line.url else plain(line.words)


def plain(words: str) -> str:
    """Text of the seeds as it stands in a page: its full stop is the page's."""
    return markdown(words.rstrip("."))
