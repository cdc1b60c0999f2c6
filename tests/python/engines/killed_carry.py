"""Carry to a target, and be killed when the table named second has been written and is about to be kept."""

import os
import signal
import sys

from seller_sla.engines import postgres, steps

keep = postgres.Postgres.commit


def killed(self: postgres.Postgres, table: str) -> None:
    if table == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
    keep(self, table)


postgres.Postgres.commit = killed  # type: ignore[method-assign]
steps.carry_landed(sys.argv[1], print)
