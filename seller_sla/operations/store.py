"""The log in a database: a file of SQLite, or PostgreSQL. Entries are added; nothing is changed or taken out."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from seller_sla.operations.chain import NOTHING_BEFORE, Entry, Facts, OperationsFault, canonical

URL = "SELLER_SLA_OPERATIONS_URL"
DEFAULT_URL = "sqlite:///data/operations.sqlite"
SECONDS_TO_WAIT = 30  # for another process that is writing
# Names the store among PostgreSQL's advisory locks: `sla_ops` as a number.
WRITERS = int.from_bytes(b"sla_ops")

ENTRIES = sa.Table(
    "entries",
    sa.MetaData(),
    sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("seen", sa.BigInteger, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("previous_hash", sa.Text, nullable=False, unique=True),
    sa.Column("hash", sa.Text, nullable=False),
    sa.UniqueConstraint("subject", "seen"),  # of two who have seen the same entry, one comes first
)


class Conflict(OperationsFault):
    """Somebody else has written about the subject since."""


def now() -> datetime:
    """The moment, UTC without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


class Store:
    """The log. It is made with its first entry; until then it is empty."""

    def __init__(self, url: str, clock: Callable[[], datetime] = now) -> None:
        """`url` as SQLAlchemy writes it. `clock` tells the time of new entries."""
        self.clock = clock
        try:
            self.engine = opened(url)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as wrong:
            raise OperationsFault(
                f"{URL}: the operations store cannot be opened ({wrong}): name a file as {DEFAULT_URL}, or a database as"
                " postgresql://user@host/database, for which `pip install 'seller-sla[postgres]'` brings the driver."
            ) from None
        self.is_file = self.engine.dialect.name == "sqlite"
        if self.engine.dialect.name not in ("sqlite", "postgresql"):
            raise OperationsFault(f"{URL}: the operations store is kept in SQLite or PostgreSQL, not in {self.place}.")
        if self.is_file:
            sa.event.listen(self.engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
            sa.event.listen(self.engine, "begin", begin)

    @classmethod
    def named(cls) -> Self:
        """The store that the environment names, or else a file in the folder data/."""
        return cls(os.environ.get(URL) or DEFAULT_URL)

    @property
    def place(self) -> str:
        """Where it is, without a password."""
        return self.engine.url.render_as_string()

    def exists(self) -> bool:
        """Whether anything was ever written."""
        if self.is_file and not self.file().is_file():
            return False
        with self.connected() as connection:
            return sa.inspect(connection).has_table(ENTRIES.name)

    def file(self) -> Path:
        """The file of SQLite."""
        return Path(self.engine.url.database or "")

    def entries(self) -> list[Entry]:
        """All entries, in their order."""
        if not self.exists():
            return []
        with self.connected() as connection:
            return [Entry(*row) for row in connection.execute(sa.select(ENTRIES).order_by(ENTRIES.c.sequence))]

    def add(self, kind: str, subject: Callable[[int], str], facts: Facts, actor: str, seen: int) -> Entry:
        """Add an entry. `subject` of its number; `seen`: the last entry about it that the author knows.

        Raises Conflict, and writes nothing, if there is a newer one. Writers wait for each other.
        """
        if self.is_file:
            self.file().parent.mkdir(parents=True, exist_ok=True)
        with self.connected(writing=True) as connection:
            ENTRIES.create(connection, checkfirst=True)
            last = last_entry(connection, sa.true())
            sequence = last.sequence + 1 if last else 1
            about = subject(sequence)
            newest = last_entry(connection, ENTRIES.c.subject == about)
            if seen != (newest.sequence if newest else 0):
                raise Conflict(conflict(about, newest, seen))
            at = max(self.clock(), last.at + timedelta(microseconds=1)) if last else self.clock()
            previous_hash = last.hash if last else NOTHING_BEFORE
            entry = Entry(sequence, kind, about, seen, canonical(facts), actor, at, previous_hash).chained()
            connection.execute(sa.insert(ENTRIES).values(vars_of(entry)))
        return entry

    @contextmanager
    def connected(self, writing: bool = False) -> Iterator[sa.Connection]:
        """A transaction; of those that write there is one at a time."""
        try:
            with self.engine.connect().execution_options(writing=writing) as connection, connection.begin():
                if writing and not self.is_file:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITERS)))
                yield connection
        except DBAPIError as failed:
            reason = " ".join(str(failed.orig).split())
            raise OperationsFault(
                f"The operations store {self.place} cannot be used ({reason}): mend that and repeat."
            ) from None


def opened(url: str) -> sa.Engine:
    """SQLAlchemy's engine; each use has a connection of its own. PostgreSQL is spoken to as dbt does."""
    place = sa.make_url(url)
    if place.drivername == "sqlite":
        return sa.create_engine(place, poolclass=sa.NullPool, connect_args={"timeout": SECONDS_TO_WAIT})
    if place.drivername == "postgresql":
        place = place.set(drivername="postgresql+psycopg2")
    return sa.create_engine(place, poolclass=sa.NullPool)


def begin(connection: sa.Connection) -> None:
    """Begin a transaction of SQLite: one that writes says so at once, or two of them would read the same end of the log."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("begin immediate" if writing else "begin")


def last_entry(connection: sa.Connection, where: sa.ColumnElement[bool]) -> Entry | None:
    """The newest entry of some."""
    found = connection.execute(sa.select(ENTRIES).where(where).order_by(ENTRIES.c.sequence.desc()).limit(1)).first()
    return Entry(*found) if found else None


def vars_of(entry: Entry) -> dict[str, Any]:
    """The entry as a row."""
    return {column.name: getattr(entry, column.name) for column in ENTRIES.columns}


def conflict(subject: str, newest: Entry | None, seen: int) -> str:
    """What to tell the one who came second."""
    if newest is None:
        return f"There is no entry about {subject} yet, so you cannot have seen entry {seen}: leave --seen out."
    known = f"you have seen entry {seen}" if seen else "you have seen none"
    return (
        f"About {subject} there is a newer entry, and {known}, so nothing was written:\n{newest}\n"
        f"Look at `seller-sla ops list {subject}`; if you still want it, repeat it with --seen {newest.sequence}."
    )
