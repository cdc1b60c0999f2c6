"""The committed holidays are what the script makes, and the seeds name zones that exist."""

import csv
import importlib.util
import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).resolve().parents[3]
SEEDS = ROOT / "seeds" / "calendar"


def test_committed_holidays_are_what_the_script_makes() -> None:
    pytest.importorskip("holidays", reason="the package holidays comes with the development dependencies")
    spec = importlib.util.spec_from_file_location("make_holidays", ROOT / "scripts" / "make_holidays.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = io.StringIO()
    script.write_holidays(made)
    assert (SEEDS / "holidays.csv").read_text(encoding="utf-8") == made.getvalue()


def test_every_country_has_both_weeks_and_every_zone_exists() -> None:
    with (SEEDS / "business_calendars.csv").open(encoding="utf-8", newline="") as file:
        calendars = {row["calendar_id"]: row for row in csv.DictReader(file)}
    with (SEEDS / "holidays.csv").open(encoding="utf-8", newline="") as file:
        countries = {row["country"] for row in csv.DictReader(file)}
    assert {"BR", "CZ", "DE", "ES", "FR", "GB", "HU", "IT", "NL", "PL", "SI", "SK", "US"} <= countries
    for country in countries:
        for week in ("mon_fri", "mon_sat"):
            calendar = calendars[f"{country.lower()}_{week}"]
            assert (calendar["country"], calendar["working_week"]) == (country, week)
    assert [ZoneInfo(calendar["timezone"]) for calendar in calendars.values()]
