"""Write the pages into a folder."""

from pathlib import Path

from seller_sla.definitions.pages import MARK, pages
from seller_sla.definitions.rows import definitions
from seller_sla.reading import reading


def write(published: Path, folder: Path) -> list[Path]:
    """Write a page per program of the published file and an index; remove those of programs that are gone."""
    with reading(published) as fetch:
        made = pages(definitions(fetch))
    folder.mkdir(parents=True, exist_ok=True)
    for page in folder.glob("*.md"):
        if page.name not in made and page.read_text(encoding="utf-8").startswith(MARK):
            page.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in made]
