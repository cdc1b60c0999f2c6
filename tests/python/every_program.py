"""The demo marketplace whose sellers are in every program."""

import csv

from projects import ROOT, Project, seed_rows

PROGRAMS = [row["program"] for row in seed_rows("policy/sla_programs") if row["marketplace"] == "any"]


def join_every_program(project: Project) -> None:
    """List every seller of the demo in every program."""
    with (ROOT / "data" / "demo" / "sellers.csv").open(encoding="utf-8", newline="") as file:
        sellers = sorted({row["seller_id"] for row in csv.DictReader(file)})
    listed = project.root / "data" / "demo" / "seller_programs.csv"
    lines = [f"{seller},{program},2020-01-01 00:00:00," for seller in sellers for program in PROGRAMS]
    listed.write_text("seller_id,program,valid_from,valid_to\n" + "\n".join(lines) + "\n", encoding="utf-8")
