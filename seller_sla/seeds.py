"""Why DuckDB could not load a seed, in a sentence: its own message is a page about ways to read CSV files."""

import csv
import re
from pathlib import Path

from seller_sla.words import counted

NOT_OF_TYPE = re.compile(
    r"CSV Error on Line: (?P<line>\d+).*?"
    r"column \"(?P<column>[^\"]+)\"\. Could not convert string \"(?P<value>.*?)\" to '(?P<type>\w+)'",
    re.DOTALL,
)


def seed_fault(file: Path, message: str) -> str | None:
    """The line of the seed that broke it and what is wrong with it; None when that cannot be told."""
    if not file.exists():
        return None
    if found := NOT_OF_TYPE.search(message):
        return f'{file}, line {found["line"]}: {found["column"]} is "{found["value"]}", not of type {found["type"].lower()}.'
    with file.open(newline="", encoding="utf-8") as text:
        reader = csv.reader(text)
        header = next(reader, [])
        for record in reader:
            if len(record) != len(header):
                return f"{file}, line {reader.line_num}: {counted(len(record), 'field')} where the header has {len(header)}."
    return None
