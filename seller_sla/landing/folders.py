"""The folders that the settings name. Both lie on this machine: what is anything else is refused with a sentence."""

import os
import re
from pathlib import Path

from seller_sla.landing.refusals import Refused

RAW, WAREHOUSE = "SELLER_SLA_RAW_DIR", "SELLER_SLA_WAREHOUSE_DIR"
DEFAULTS = {RAW: "data/demo", WAREHOUSE: "warehouse"}
AGAIN = "and run `dbt build` again"
REMOTE = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")
WINDOWS = re.compile(r"(?P<drive>[A-Za-z]):[\\/](?P<rest>.*)|.*\\.*\\.*")
# What copies a folder of object storage, with the credentials that it finds by its own rules; again, only what is new.
COPIED_BY = {
    "s3": "aws s3 sync {place} {copy}",
    "gs": "gcloud storage rsync --recursive {place} {copy}",
    "az": "azcopy sync <https address of {place}> {copy}",
    "https": "wget --mirror --no-parent --no-host-directories --directory-prefix {copy} {place}",
}
LIKE = {"s3a": "s3", "s3n": "s3", "gcs": "gs", "abfs": "az", "abfss": "az", "http": "https"}
COPY = "raw_files"


def raw_folder() -> Path:
    """The folder that files are delivered into."""
    folder = local_folder(RAW, os.environ.get(RAW) or DEFAULTS[RAW]).expanduser()
    if os.path.exists(folder) and not folder.is_dir():
        raise Refused(f"{RAW}={folder}: this is a file: name the folder that it lies in {AGAIN}.")
    try:
        next(os.scandir(folder), None)
    except FileNotFoundError:
        pass  # the required tables say so
    except OSError as error:
        raise Refused(f"{RAW}={folder}: the folder cannot be read ({error.strerror}): allow it {AGAIN}.") from None
    return folder


def warehouse_folder() -> Path:
    """The folder that a build writes."""
    folder = local_folder(WAREHOUSE, os.environ.get(WAREHOUSE) or DEFAULTS[WAREHOUSE])
    if folder.parts[0].startswith("~"):
        raise Refused(f"{WAREHOUSE}={folder}: only a shell knows what ~ is: write the whole path {AGAIN}.")
    return folder


def local_folder(setting: str, named: str) -> Path:
    """The folder of this machine that a setting names. Raises Refused with what to do where it names none."""
    if remote := REMOTE.match(named):
        raise Refused(f"{setting}={named}: {elsewhere(setting, named, remote['scheme'].lower())} {AGAIN}.")
    if os.name != "nt" and not os.path.exists(named) and (windows := WINDOWS.fullmatch(named)):
        like = (
            f", e.g. /mnt/{windows['drive'].lower()}/{slashes(windows['rest'])} under WSL" if windows["drive"] else ""
        )
        raise Refused(f"{setting}={named}: this is a path of Windows: write it as this system does{like}, {AGAIN}.")
    return Path(named)


def elsewhere(setting: str, named: str, scheme: str) -> str:
    """What to do instead of naming a place that is no folder of this machine."""
    if scheme == "file":
        return "name the folder as a path, without file://,"
    if setting == WAREHOUSE:
        return (
            "a build writes DuckDB files, which need a disk: name a folder of this machine, copy its published/ there,"
        )
    copied_by = COPIED_BY.get(LIKE.get(scheme, scheme), "a tool that knows {place} into {copy}")
    command = copied_by.format(place=named.rstrip("/") + "/", copy=COPY)
    does = f"`{command}`" if scheme in COPIED_BY or scheme in LIKE else command
    return f"files are read from a folder of this machine only: copy them with {does}, set {setting}={COPY},"


def slashes(path: str) -> str:
    """The path as other systems write it."""
    return path.replace("\\", "/")
