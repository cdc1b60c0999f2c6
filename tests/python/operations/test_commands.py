"""`seller-sla ops` as people type it, in the folder of the project, with a store and a raw folder of their own."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seller_sla.cli import main

ROOT = Path(__file__).parents[3]
Ops = Callable[..., Result]
WHY = ("--reason", "strike", "--by", "anna")


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SELLER_SLA_OPERATIONS_URL", f"sqlite:///{tmp_path / 'operations.sqlite'}")
    monkeypatch.setenv("SELLER_SLA_RAW_DIR", str(tmp_path))
    monkeypatch.setenv("DBT_PROFILES_DIR", "profiles")  # as .env does, which is read for good
    return tmp_path


@pytest.fixture
def ops(raw: Path) -> Ops:
    return lambda *arguments: CliRunner().invoke(main, ["ops", *arguments])


def one_line(result: Result) -> str:
    assert result.exit_code == 0, result.output
    [line] = result.output.splitlines()
    return line.strip()


def test_every_command_writes_one_entry_and_says_which(ops: Ops) -> None:
    plan = ("--starts", "2026-06-01", "--ends", "2026-07-01", "--target", "2.5", "--by", "anna")
    action = ("--cause", "pick-up at noon", "--action", "pick-up at 17:00", "--due", "2026-06-10", "--by", "anna")
    said = {
        "decided": ("decide", "late/S1/2026-05-01", "change", "--step", "notify", *WHY),
        "appeal_opened": ("appeal", "late/S1/2026-05-01", "--seller", "S1", *WHY),
        "appeal_closed": ("answer-appeal", "appeal-2", "granted", *WHY),
        "exemption_granted": (
            "exempt",
            "extend_due",
            "--carrier",
            "DHL",
            "--from",
            "2026-05-04",
            "--hours",
            "48",
            *WHY,
        ),
        "exemption_revoked": ("revoke", "exemption-4", *WHY),
        "plan_opened": ("plan", "open", "S1", "house_late_shipment", *plan),
        "action_added": ("plan", "action", "add", "plan-6", "corrective", *action),
        "action_done": ("plan", "action", "done", "action-7", "--by", "anna"),
        "plan_accepted": ("plan", "accept", "plan-6", "--by", "anna"),
        "plan_closed": ("plan", "close", "plan-6", "--by", "anna"),
        "policy_drafted": ("draft", "policy", "mall_on_time_delivery", "--set", "limit_value=97", "--by", "anna"),
    }
    for number, (kind, arguments) in enumerate(said.items(), 1):
        assert re.match(rf"{number}  [\d-]+ [\d:]+  anna: {kind} ", one_line(ops(*arguments)))
    assert len(ops("list").output.splitlines()) == len(said)
    assert [line.split()[0] for line in ops("list", "plan-6").output.splitlines()] == ["6", "7", "8", "9", "10"]
    assert "target_rate 25000" in ops("list", "plan-6").output
    assert "extend_seconds 172800" in ops("list", "exemption-4").output


def test_an_empty_store_is_whole(ops: Ops, raw: Path) -> None:
    assert one_line(ops("list")) == "There is no entry."
    assert one_line(ops("verify")) == "The log is whole: 0 entries."
    assert ops("export").output == ""
    assert list(raw.iterdir()) == []


def test_what_cannot_be_is_refused_and_nothing_is_written(ops: Ops) -> None:
    since = ("--from", "2026-05-04", *WHY)
    for arguments, sentence in {
        ("exempt", "leave_out", *since): "Say what is exempt:",
        ("exempt", "leave_out", "--everything", "--seller", "S1", *since): "Say what is exempt:",
        ("exempt", "extend_due", "--seller", "S1", *since): "needs the hours to extend by",
        ("exempt", "leave_out", "--seller", "S1", "--hours", "2", *since): "no other effect has any",
        ("exempt", "leave_out", "--seller", "S1", "--until", "2026-05-04", *since): "give a later --until",
        ("decide", "r", "change", *WHY): "A change names the step",
        ("decide", "r", "approve", "--step", "notify", *WHY): "so approve has none: leave it out",
        ("revoke", "exemption-1", *WHY): "There is no exemption exemption-1; there is none.",
        ("draft", "policy", "nobodys"): "sla_thresholds.csv has no row with policy_id nobodys",
        (
            "draft",
            "policy",
            "mall_on_time_delivery",
            "--set",
            "limit=9",
        ): "a draft has no column limit; it has policy_id,",
    }.items():
        result = ops(*arguments)
        assert result.exit_code != 0
        assert sentence in result.output
    assert one_line(ops("list")) == "There is no entry."


def test_the_second_to_decide_is_told_of_the_first(ops: Ops) -> None:
    assert ops("decide", "r", "approve", *WHY).exit_code == 0
    refused = ops("decide", "r", "reject", "--reason", "no", "--by", "ben")
    assert refused.exit_code == 1
    assert "anna: decided recommendation/r (decision approve, reason strike, recommendation_id r)" in refused.output
    assert "if you still want it, repeat it with --seen 1." in refused.output
    assert ops("decide", "r", "reject", "--reason", "no", "--by", "ben", "--seen", "1").exit_code == 0


def test_verify_finds_an_edited_entry_and_a_cut_end(ops: Ops, raw: Path) -> None:
    for recommendation in ("r", "q"):
        ops("decide", recommendation, "approve", *WHY)
    head = re.search(r"hash ([0-9a-f]{64})\.$", one_line(ops("verify")))
    assert head is not None
    assert ops("verify", "--head", head[1][:10]).exit_code == 0
    files = ops("export").output.split()
    assert [Path(file).name for file in files] == [f"00000002-{head[1][:16]}.csv"]

    with sqlite3.connect(raw / "operations.sqlite") as log:
        log.execute("delete from entries where sequence = 2")
    cut = ops("verify")
    assert cut.exit_code == 1
    assert f"{files[0]} was exported when entry 2 of the log had a hash that begins with {head[1][:16]}" in cut.output
    assert "No entry has the hash" in ops("verify", "--head", head[1]).output
    with sqlite3.connect(raw / "operations.sqlite") as log:
        log.execute("update entries set actor = 'ben'")
    assert "Error: Entry 1 was edited: its hash is not that of what it says.\n" in ops("verify").output


def test_elsewhere_it_says_where_to_run_it(raw: Path, ops: Ops, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(raw)
    for arguments in (("list",), ("verify",), ("export",), ("decide", "r", "approve", *WHY), ("draft", "policy", "p")):
        assert "run seller-sla in the folder of the project" in ops(*arguments).output
    assert ops("decide", "--help").exit_code == 0
