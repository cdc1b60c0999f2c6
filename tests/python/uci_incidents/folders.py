"""Where the UCI incident log lies: an invented one in the shape of the download, and the real one where it is at hand."""

import os
from pathlib import Path

import pytest

from projects import ROOT

SMALL = Path(__file__).with_name("small")
REAL = Path(os.environ.get("SELLER_SLA_UCI_INCIDENTS_DIR") or ROOT / "../shared/data/uci_incidents")


def at_hand(folder: Path) -> Path:
    """The folder, if its file is there; the log is not copied into the project, so elsewhere its tests skip."""
    if not any(folder.glob("incident_event_log.csv*")):
        pytest.skip("the UCI incident log is not here: download it and name its folder in SELLER_SLA_UCI_INCIDENTS_DIR")
    return folder.resolve()
