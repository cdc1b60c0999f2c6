"""What a draft or an exemption would change is what it does change."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace as Row

import pytest

from projects import ROOT, Project
from seller_sla.reading import reading
from seller_sla.what_if.exemption import Exemption, scorecards, values

KEY = ("seller_id", "program", "metric_code", "window_code")
DAYS = ("--from", "2026-05-20", "--until", "2026-06-15")
SCORE = ("population_count", "bad_count", "rate", "measured_value", "status", "orders_to_recover")


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """The macros are found in the folder of the project."""
    monkeypatch.chdir(ROOT)


def published(file: Path) -> dict[tuple, dict[str, object]]:
    """Every scorecard as it was published."""
    with reading(file) as fetch:
        return {key(row): score(row) for row in fetch("select * from fct_seller_scorecards")}


def key(row: Row) -> tuple:
    return tuple(getattr(row, name) for name in KEY)


def score(row: Row, suffix: str = "") -> dict[str, object]:
    return {name: getattr(row, name + suffix) for name in SCORE}


@pytest.mark.parametrize("build", ["demo_project", "every_program"])
def test_without_an_exemption_the_scorecards_are_those_that_were_published(build, request):
    """By the macros of the models, from outcomes: of every program that there is, but for bad ones in a row."""
    file = request.getfixturevalue(build).published
    with reading(file) as fetch:
        found = [row for row in fetch(scorecards(None)) if not row.is_untold]
    expected = published(file)
    assert len(found) > 300
    for row in found:
        assert score(row) == score(row, "_then") == expected[key(row)], key(row)


@pytest.fixture(scope="module")
def granted(demo_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The demo with two exemptions and two drafts, built."""
    project = demo_project.copy_to(tmp_path_factory.mktemp("granted") / "project")
    why = ("--reason", "test", "--by", "anna")
    draft = ("ops", "draft", "policy", "mall_on_time_delivery", "--by", "anna")
    for command in (
        ("ops", "exempt", "count_as_good", "--seller", "S02", *DAYS, *why),
        ("ops", "exempt", "leave_out", "--seller", "S10", "--policy", "convictional_return_rate", *DAYS, *why),
        (*draft, "--set", "clock_id=elapsed_24_hours"),
        (*draft, "--window", "last_7_days", "--set", "limit_value=50", "--set", "warn_value=", "--set", "min_volume=1"),
        ("build",),
    ):
        ended = project.seller_sla(*command)
        assert ended.returncode == 0, ended.stderr
    return project


ASKED = [
    Exemption({"seller_id": "S02"}, date(2026, 5, 20), date(2026, 6, 15), "count_as_good"),
    Exemption(
        {"seller_id": "S10", "policy_id": "convictional_return_rate"}, date(2026, 5, 20), date(2026, 6, 15), "leave_out"
    ),
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.effect)
def test_what_would_change_is_what_changes_when_it_is_granted(demo_project, granted, asked):
    with reading(demo_project.published) as fetch:
        told = {key(row): row for row in fetch(scorecards(asked), **values(asked))}
    before, after = published(demo_project.published), published(granted.published)
    changed = {one for one in before if before[one] != after[one] and one[0] == asked.scopes["seller_id"]}
    assert changed, "the exemption changes something"
    assert changed <= told.keys()
    for one, row in told.items():
        assert score(row) == before[one], one
        assert score(row, "_then") == after[one], one


def test_what_has_an_exemption_stays_as_it_is(granted):
    ended = granted.seller_sla("what-if", "exemption", "--seller", "S10", *DAYS, "--effect", "leave_out")
    assert ended.returncode == 0, ended.stderr
    assert re.search(
        r"^\d+ outcomes of them have an exemption already and stay as they are\.$", ended.stdout, re.MULTILINE
    )


def test_an_exemption_is_told_before_it_is_granted(demo_project):
    ended = demo_project.seller_sla(
        "what-if", "exemption", "--seller", "S10", "--policy", "convictional_return_rate", "--from", "2026-05-01",
        "--until", "2026-06-01", "--effect", "count_as_good",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert "**Touches:** 4 outcomes would change, of 28 of 1 seller; bad ones among them: 4" in ended.stdout
    assert (
        "| 16.4%, 12 returns of 73 orders: breach | 11.0%, 8 returns of 73 orders: breach | 77 now, 27 then |"
        in ended.stdout
    )


def test_where_nothing_would_change_it_is_said(demo_project):
    asked = ("--seller", "nobody' or 1=1", "--from", "2026-05-01", "--effect", "leave_out")
    ended = demo_project.seller_sla("what-if", "exemption", *asked)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.endswith(
        "No score would change: none of these outcomes is in a window that is looked at now.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("exemption", "--from", "2026-05-01", "--effect", "leave_out"), "Say what is exempt: "),
        (("exemption", *DAYS[:3], "2026-05-01", "--seller", "S1", "--effect", "leave_out"), "give a later"),
        (("draft", "nope"), "There is no draft nope in what was published last; there is W001."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence(demo_project, arguments, sentence):
    ended = demo_project.seller_sla("what-if", *arguments)
    assert ended.returncode != 0
    assert sentence in ended.stderr


def test_nothing_published_is_a_sentence(parsed_project):
    ended = parsed_project.seller_sla("what-if", "draft", "W001")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(r"Error: Nothing is published at .* yet: run `make build` first\.\n", ended.stderr)


def test_a_draft_is_told_seller_by_seller(demo_project):
    ended = demo_project.seller_sla("what-if", "draft", "W001")
    assert ended.returncode == 0, ended.stderr
    assert "**Now:** 1 newly in breach, 1 no longer in breach, 10 another status, 13 the same" in ended.stdout
    assert (
        "2 late deliveries of 30 orders | good | breach | – | 1 August 2026 | 0 live, 1 by the draft, of 11 periods |"
        in ended.stdout
    )
    assert "3 late deliveries of 14 orders | breach | too few to judge |" in ended.stdout


def test_a_draft_like_the_live_limit_says_what_scorecards_say(demo_project):
    """The live side of a draft is the scorecard, now and in the months before."""
    with reading(demo_project.published) as fetch:
        rows = fetch("select * from fct_policy_drafts where draft_id = 'W001' and period_no = 0")
        live = {row.seller_id: row for row in fetch(
            "select * from fct_seller_scorecards where metric_code = 'on_time_delivery' and program = 'mall' and is_headline"
        )}  # fmt: skip
    assert {row.seller_id for row in rows} == live.keys()
    for row in rows:
        card = live[row.seller_id]
        assert (row.live_status, row.live_rate, row.population_count, row.bad_count) == (
            card.status, card.rate, card.population_count, card.bad_count,
        )  # fmt: skip


def test_a_draft_with_another_clock_says_that_it_is_not_covered(granted):
    with reading(granted.published) as fetch:
        found = fetch(
            "select draft_id, any_value(not_covered_reason) as reason from fct_policy_drafts group by 1 order by 1"
        )
    reasons = {row.draft_id: row.reason for row in found}
    assert reasons == {"W001": None, "draft-3": "another_clock", "draft-4": None}
    told = granted.seller_sla("what-if", "draft", "draft-3").stdout
    assert "Its orders would have to be judged anew, as it counts time by another clock." in told
    assert "breach" not in told


def test_a_draft_may_be_of_another_window(granted):
    told = granted.seller_sla("what-if", "draft", "draft-4")
    assert told.returncode == 0, told.stderr
    assert "at least 50%, last 7 days" in told.stdout
