"""Run a command and measure it as a whole: wall time, processor time and peak memory of it and all it starts."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_BETWEEN_LINES = 30.0


class CommandFailed(Exception):
    """A measured command ended with an error; the message holds the end of what it said."""


@dataclass(frozen=True)
class Measured:
    """Cost of one command."""

    wall_seconds: float
    cpu_seconds: float
    peak_memory_gb: float
    output: str


def facts_of(cost: Measured) -> dict[str, float]:
    """What is kept of a measurement."""
    return {name: round(value, 3) for name, value in vars(cost).items() if name != "output"}


def measure(command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run `command` in a session of its own and measure it; raises CommandFailed when it does not end with 0."""
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    memory = PeakMemory(process.pid)
    memory.start()
    assert process.stdout
    output = "".join(relayed(process.stdout))
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    memory.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{output[-4000:]}")
    return Measured(wall, usage.ru_utime + usage.ru_stime, memory.bytes / 1e9, output)


def relayed(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they are said; now and then one is passed on, so that long work can be watched."""
    passed = time.monotonic()
    for line in lines:
        yield line
        if time.monotonic() - passed >= SECONDS_BETWEEN_LINES:
            passed = time.monotonic()
            sys.stderr.write(line)
            sys.stderr.flush()


class PeakMemory(threading.Thread):
    """Watches the resident memory of a session's processes, taken together."""

    def __init__(self, session: int) -> None:
        """`session` is the process id of the session's leader."""
        super().__init__(daemon=True)
        self.session, self.bytes, self.ended = session, 0, threading.Event()

    def run(self) -> None:
        """Look again and again, and keep the largest sum."""
        while not self.ended.wait(SECONDS_BETWEEN_LOOKS):
            self.bytes = max(self.bytes, sum(map(self.resident, Path("/proc").glob("[0-9]*"))))

    def resident(self, process: Path) -> int:
        """Resident bytes of one process of the session; 0 for any other."""
        try:
            fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0
        return int(fields[21]) * PAGE if int(fields[3]) == self.session else 0

    def stop(self) -> None:
        """Stop looking."""
        self.ended.set()
        self.join()
