"""Raw files of invented marketplaces, made once and kept."""

import shutil
from pathlib import Path

from seller_sla.demo import generate

SELLERS_PER_ORDER = 1 / 500


def raw_files(work: Path, orders: int) -> Path:
    """The folder with all thirteen tables of a marketplace as Parquet."""
    folder = work / f"raw_{orders}"
    if not folder.exists():
        unfinished = work / f"unfinished_{orders}"
        shutil.rmtree(unfinished, ignore_errors=True)
        sellers = min(max(25, round(orders * SELLERS_PER_ORDER)), 20_000)
        generate(unfinished, orders, sellers, file_format="parquet", report=print)
        unfinished.rename(folder)
    return folder
