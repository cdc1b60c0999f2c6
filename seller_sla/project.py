"""The folder that commands are run in."""

from pathlib import Path

import click


def in_project() -> None:
    """Refuse to run anywhere but in the folder of the project."""
    if not Path("dbt_project.yml").exists():
        raise click.ClickException(f"No dbt_project.yml in {Path.cwd()}: run seller-sla in the folder of the project.")
