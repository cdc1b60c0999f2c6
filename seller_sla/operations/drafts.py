"""A draft of a policy: a row of the seeds of policies and limits, with some columns otherwise."""

import csv
from collections.abc import Sequence
from pathlib import Path

from seller_sla.landing.contract import Contract
from seller_sla.operations.chain import OperationsFault

SEEDS = Path("seeds/policy")
WRITTEN_BY_THE_STORE = {"draft_id", "drafted_by", "drafted_at", "loaded_at"}
Row = dict[str, str | None]


def drafted(policy_id: str, window_code: str | None, changes: Sequence[str]) -> Row:
    """The columns of a draft: those of the newest version of a policy and of its newest limit, changed as COLUMN=VALUE says."""
    names = [name for name in Contract.read("operations", "policy_drafts").names if name not in WRITTEN_BY_THE_STORE]
    limit = newest(
        "sla_thresholds", "valid_from", policy_id=policy_id, **({"window_code": window_code} if window_code else {})
    )
    policy = newest("sla_policies", "valid_from", policy_id=policy_id)
    like = limit | policy
    draft = {name: like[name] or None for name in names}
    for change in changes:
        name, _, value = change.partition("=")
        if name not in draft:
            raise OperationsFault(f"--set {change}: a draft has no column {name}; it has {', '.join(names)}.")
        draft[name] = value.strip() or None
    return draft


def newest(seed: str, by: str, **chosen: str) -> Row:
    """The newest of the rows of a seed that have these values."""
    file = SEEDS / f"{seed}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if all(row[name] == value for name, value in chosen.items())]
    if not rows:
        asked = " and ".join(f"{name} {value}" for name, value in chosen.items())
        raise OperationsFault(f"{file} has no row with {asked}: draft like a policy that is there.")
    return dict(max(rows, key=lambda row: row[by]))
