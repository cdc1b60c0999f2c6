"""What the settings may name: folders of this machine. Everything else is refused with what to do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from projects import Project
from seller_sla.landing import refusals
from seller_sla.landing.folders import RAW, WAREHOUSE, raw_folder, warehouse_folder
from seller_sla.landing.refusals import FileRefused, Refused
from seller_sla.landing.unread import list_unread

COPY = "files are read from a folder of this machine only: copy them with"
THEN = f"set {RAW}=raw_files, and run `dbt build` again."


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("s3://bucket/raw", f"{COPY} `aws s3 sync s3://bucket/raw/ raw_files`, {THEN}"),
        ("S3A://bucket/raw/", f"{COPY} `aws s3 sync S3A://bucket/raw/ raw_files`, {THEN}"),
        ("gs://bucket/raw", f"{COPY} `gcloud storage rsync --recursive gs://bucket/raw/ raw_files`, {THEN}"),
        ("az://raw", f"{COPY} `azcopy sync <https address of az://raw/> raw_files`, {THEN}"),
        (
            "https://host/raw",
            f"{COPY} `wget --mirror --no-parent --no-host-directories --directory-prefix raw_files https://host/raw/`, {THEN}",
        ),
        ("ftp://host/raw", f"{COPY} a tool that knows ftp://host/raw/ into raw_files, {THEN}"),
        ("file:///data/raw", "name the folder as a path, without file://, and run `dbt build` again."),
    ],
)
def test_a_place_that_is_no_folder_is_refused_with_the_command_that_copies_it(
    place: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(RAW, place)
    with pytest.raises(Refused) as refused:
        raw_folder()
    assert str(refused.value) == f"{RAW}={place}: {sentence}"


def test_a_path_of_windows_is_told_from_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RAW, r"C:\data\raw")
    with pytest.raises(Refused, match=r"a path of Windows: .*, e\.g\. /mnt/c/data/raw under WSL, and run `dbt build`"):
        raw_folder()
    monkeypatch.setenv(RAW, r"\\server\raw")
    with pytest.raises(Refused, match=r"a path of Windows: write it as this system does, and run"):
        raw_folder()
    (tmp_path / r"a\b\c").mkdir()
    monkeypatch.setenv(RAW, str(tmp_path / r"a\b\c"))
    assert raw_folder().is_dir()


def test_home_is_found_for_what_is_read_and_asked_for_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for setting in (RAW, WAREHOUSE):
        monkeypatch.setenv(setting, "~/mine")
    assert raw_folder() == tmp_path / "mine"
    with pytest.raises(Refused, match=r"SELLER_SLA_WAREHOUSE_DIR=~/mine: .* write the whole path"):
        warehouse_folder()


def test_a_file_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "orders.csv").touch()
    monkeypatch.setenv(RAW, str(tmp_path / "orders.csv"))
    with pytest.raises(Refused, match=r"orders.csv: this is a file: name the folder that it lies in"):
        raw_folder()


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Nothing is forbidden to root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0)
    monkeypatch.setenv(RAW, str(tmp_path))
    try:
        with (
            as_somebody_else(),
            pytest.raises(Refused, match=r"the folder cannot be read \(Permission denied\): allow"),
        ):
            raw_folder()
    finally:
        tmp_path.chmod(0o700)


def test_dbt_shows_the_sentence_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "waiting", [])  # the tests shall not end with it
    monkeypatch.setenv(RAW, "s3://bucket/raw")
    with (
        duckdb.connect() as connection,
        pytest.raises(FileRefused, match=r"^SELLER_SLA_RAW_DIR=s3://bucket/raw: files"),
    ):
        list_unread(connection, "marketplace")


@pytest.mark.parametrize("command", [["dbt", "build"], ["seller-sla", "build"]])
def test_nothing_is_written_to_a_warehouse_that_is_no_folder(
    command: list[str], parsed_project: Project, tmp_path: Path
) -> None:
    copy = parsed_project.copy_to(tmp_path / "project")
    ended = Project(copy.root, {WAREHOUSE: "s3://bucket/warehouse"}).run(command)
    assert ended.returncode != 0
    assert f"{WAREHOUSE}=s3://bucket/warehouse: a build writes DuckDB files" in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
    assert not list(copy.root.glob("s3*"))
