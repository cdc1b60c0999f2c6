"""What sqlfluff's jinja templater needs to render our models without dbt and without a database."""

import hashlib
from pathlib import Path
from typing import Any

import yaml
from jinja2 import pass_context
from jinja2.runtime import Context

_VARS = yaml.safe_load(Path("vars.yml").read_text())["vars"]
_ENGINE = "duckdb"


def var(name: str, default: Any = None) -> Any:
    """The project's own default of the variable."""
    return _VARS.get(name, default)


class Adapter:
    """`adapter.dispatch`, among the project's own macros."""

    @pass_context
    def dispatch(self, context: Context, name: str, package: str | None = None) -> Any:
        """The macro of the engine, else the default."""
        return context.get(f"{_ENGINE}__{name}") or context.get(f"default__{name}") or (lambda *_, **__: name)


def local_md5(text: str) -> str:
    """dbt's own: a fingerprint of a text."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


adapter = Adapter()
target = {"type": _ENGINE}
invocation_id = ""
graph: dict[str, Any] = {"sources": {}, "nodes": {}}
execute = False
