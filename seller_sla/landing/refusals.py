"""The sentences a stopped build ends with."""

import atexit
import sys
import threading

LOCK = threading.Lock()
waiting: list[str] = []


class Refused(Exception):
    """A file cannot be let in. Each line is one sentence for people: which file, what is wrong, how to mend it."""


class FileRefused(Exception):
    """What dbt is told. It shows no traceback: the sentence is all there is to know."""

    __module__ = "seller_sla"
    __traceback__ = property(lambda self: None, lambda self, value: None)


def print_at_exit(sentences: str) -> None:
    """Have the sentences printed when the process ends, so that they are the last thing a build says."""
    with LOCK:
        if not waiting:
            atexit.register(print_waiting)
        waiting.extend(line for line in sentences.splitlines() if line not in waiting)


def print_waiting() -> None:
    """Say why the build stopped, below everything that dbt has said."""
    sys.stdout.flush()
    print("", *waiting, sep="\n", file=sys.stderr, flush=True)
    waiting.clear()
