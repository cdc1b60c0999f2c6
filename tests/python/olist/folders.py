"""Where the Olist orders lie: invented ones in the shape of the download, and the real ones where they are at hand."""

import os
from pathlib import Path

import pytest

from projects import ROOT

SMALL = Path(__file__).with_name("small")
REAL = Path(os.environ.get("SELLER_SLA_OLIST_DIR") or ROOT / "../shared/data/olist")


def at_hand(folder: Path) -> Path:
    """The folder, if its files are there; nobody may copy the download into the project, so elsewhere its tests skip."""
    if not (folder / "olist_orders_dataset.csv").exists():
        pytest.skip("the Olist data set is not here: download it and name its folder in SELLER_SLA_OLIST_DIR")
    return folder.resolve()
