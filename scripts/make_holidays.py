"""Make seeds/calendar/holidays.csv: the national public holidays of the countries that have a business calendar.

    python scripts/make_holidays.py

Regional holidays are left out on purpose: a marketplace judges sellers of one country by one calendar. For Great
Britain that leaves only the days that all four nations share. A day with several names has one row. Future years are
what the law says today; run the script again after a change of law, and look at the difference before you commit it.
"""

import csv
import sys
from pathlib import Path
from typing import TextIO

import holidays

SEED = Path(__file__).resolve().parent.parent / "seeds" / "calendar" / "holidays.csv"
COUNTRIES = ("AT", "AU", "BE", "BR", "CZ", "DE", "ES", "FR", "GB", "HU", "IT", "NL", "PL", "SI", "SK", "US")
YEARS = range(2016, 2031)


def national_holidays(country: str) -> list[tuple[str, str, str]]:
    """Country, local date and English name of each holiday, in order of date."""
    days = holidays.country_holidays(country, years=YEARS, language=None if country == "AU" else "en_US")
    return [(country, day.isoformat(), days[day]) for day in sorted(days) if day.year in YEARS]


def write_holidays(file: TextIO) -> None:
    """Write the whole seed."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("country", "local_date", "name"))
    for country in COUNTRIES:
        writer.writerows(national_holidays(country))


def main() -> int:
    """Replace the committed seed."""
    with SEED.open("w", encoding="utf-8", newline="") as file:
        write_holidays(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
