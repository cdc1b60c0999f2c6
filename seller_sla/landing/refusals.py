"""The sentences that a build ends with: warnings, then why it stopped."""

import atexit
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

LOCK = threading.Lock()
WARNING = "Warning: "
waiting: list[str] = []


class Refused(Exception):
    """A file cannot be let in. Each line is one sentence for people: which file, what is wrong, how to mend it."""


class FileRefused(Exception):
    """What dbt is told. It shows no traceback: the sentence is all there is to know."""

    __module__ = "seller_sla"
    __traceback__ = property(lambda self: None, lambda self, value: None)


@contextmanager
def told_at_exit() -> Iterator[None]:
    """Tell dbt of a refusal, and have its sentences said when the process ends."""
    try:
        yield
    except Refused as refused:
        print_at_exit(str(refused).splitlines())
        raise FileRefused(str(refused)) from None


def print_at_exit(sentences: Iterable[str]) -> None:
    """Have the sentences printed when the process ends, so that they are the last thing a build says."""
    with LOCK:
        if not waiting:
            atexit.register(print_waiting)
        waiting.extend(sentence for sentence in sentences if sentence not in waiting)


def warn_at_exit(sentences: Iterable[str]) -> None:
    """Have warnings printed above them."""
    print_at_exit(f"{WARNING}{sentence}" for sentence in sentences)


def print_waiting() -> None:
    """Say what waits, below everything that dbt has said; why the build stopped is the last word."""
    if waiting:
        sys.stdout.flush()
        waiting.sort(key=lambda sentence: not sentence.startswith(WARNING))
        print("", *waiting, sep="\n", file=sys.stderr, flush=True)
        waiting.clear()
