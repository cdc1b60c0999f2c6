"""SQL with the macros of the models in it, for DuckDB: commands judge by the same rules, not by like ones."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment

FILES = ("macros/numbers/*.sql", "macros/policy/window_status.sql")


def rendered(file: Path, **values: object) -> str:
    """The SQL of a file in which the macros of numbers and statuses may be called, as in a model."""
    template = _environment().from_string(file.read_text(encoding="utf-8"))
    return template.render(values)


@cache
def _environment() -> Environment:
    """What the macros dispatch goes to DuckDB's way, or the default one."""
    environment = Environment(trim_blocks=False)
    macros = environment.globals
    macros["return"] = lambda value: value
    macros["adapter"] = SimpleNamespace(dispatch=lambda name: _way(macros, name))
    for pattern in FILES:
        for path in sorted(Path().glob(pattern)):
            module = environment.from_string(path.read_text(encoding="utf-8")).module
            macros.update({name: macro for name, macro in vars(module).items() if not name.startswith("_")})
    return environment


def _way(macros: Any, name: str) -> Any:
    return macros.get(f"duckdb__{name}") or macros[f"default__{name}"]
