"""Data is hostile until shown otherwise: here it becomes harmless in Markdown, HTML, spreadsheets and file names."""

import csv
import html
import io
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

JOINER = "\u2060"  # word joiner: takes no room, no line break, and keeps two characters from being read as one command

# Control characters, marks that could reverse or hide text, and unpaired halves.
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
# What a Markdown file reads as a command wherever it stands, at the beginning of a line, and as an address.
_COMMANDS_OF_FILES = re.compile(r"([\\`*_\[\]<>|~&#$])")
_LINE_START = re.compile(r"^([-+=](?=[-+=\s]|$)|\d+(?=[.)](?:\s|$)))")
_ADDRESS = re.compile(r"((?<=:)(?=//)|(?<=[wW]{3})(?=\.)|(?<=@)(?=\w))")
# What Streamlit replaces in text that is already parsed, where a backslash no longer helps:
# :shortcodes: and :material_icons:, bare addresses, e-mail addresses, and arrows made of signs.
_COMMAND = re.compile(r"(:(?=[\w+/-])|(?<=[wW]{3})(?=\.)|@(?=\w)|[<>~-](?=[->=]))")


def plain(value: object, most: int = 0) -> str:
    """One line of visible text, cut to `most` characters if given. For places that do not read Markdown."""
    words = " ".join(_INVISIBLE.sub(" ", "" if value is None else str(value)).split())
    return words if not most or len(words) <= most else words[: most - 1].rstrip() + "…"


def safe(value: object, most: int = 0) -> str:
    """The same text for places that read Markdown: every sign stays a sign."""
    words = _COMMAND.sub(lambda found: found.group(0) + JOINER, plain(value, most))
    return _MARKDOWN.sub(r"\\\1", words)


def markdown(value: object) -> str:
    """The same text for a Markdown file that people read as it is too: only what would be a command is escaped."""
    words = _COMMANDS_OF_FILES.sub(r"\\\1", _ADDRESS.sub(JOINER, plain(value)))
    return _LINE_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", words)


def markup(value: object) -> str:
    """The same text for HTML, between tags and in quoted attributes."""
    return html.escape(plain(value))


def link(url: object) -> str:
    """A web address that may be opened, or nothing. Signs that could end a Markdown link are encoded."""
    address = plain(url)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in address:
        return ""
    return re.sub(r"[()\[\]<>\\\"'`|*]", lambda sign: f"%{ord(sign.group(0)):02X}", address)


def csv_cell(value: object) -> object:
    """A spreadsheet runs text that starts like a formula; a leading apostrophe makes it text again."""
    if value is None:
        return ""
    if isinstance(value, str) and (value[:1] in "\t\r\n" or value.lstrip()[:1] in tuple("=+-@＝＋－＠")):
        return f"'{value}" if value else value
    return value


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Comma-separated text with a byte order mark, so that spreadsheets read the accents right."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(list(header))
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def file_name(*parts: object) -> str:
    return "_".join(re.sub(r"[^A-Za-z0-9-]+", "-", str(part)).strip("-")[:40] or "x" for part in parts)
