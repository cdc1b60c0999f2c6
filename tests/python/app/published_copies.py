"""Where the app is, and copies of the published file with something changed."""

import shutil
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[3]
DASHBOARDS = ROOT / "dashboards"

HOSTILE = (
    ":red[Boom] :material/error: :smile: <b>bold</b> <script>alert(1)</script> [x](javascript:alert(1))"
    " ![i](//e.vil/i.png) $x^2$ `code` **strong** a|b -> -- http://e.vil www.e.vil a@e.vil"
)


def copy_published(source: Path, target: Path, *statements: str) -> Path:
    """Copy the published file and run statements on the copy."""
    (target / "published").mkdir(parents=True, exist_ok=True)
    copy = target / "published" / "marts.duckdb"
    shutil.copyfile(source / "published" / "marts.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        for statement in statements:
            connection.execute(statement)
    return target


def rows(warehouse: Path, sql: str) -> list[tuple]:
    """What the published file itself says."""
    with duckdb.connect(str(warehouse / "published" / "marts.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()
