"""Writing: one transaction, in a fair queue where the database has none.

SQLite lets one connection write at a time. Who waits inside SQLite asks again at random moments, so that with many
writers an unlucky one waits for seconds. So writers queue in front of it, first come, first served, in the file
`<database>.queue`, across threads and processes, and hold their place with kernel locks that die with their holder.

PostgreSQL needs no queue; it may instead ask for a transaction to be tried again (`write_retrying`).
"""

import fcntl
import os
import random
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 5
_TRY_AGAIN = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock detected


@contextmanager
def write(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """All that happens inside is written, or none of it. May be nested; the outermost block is the transaction.

    Nothing slow belongs inside: on SQLite everybody else who writes is waiting.
    """
    connection = connections[using]
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic(using=using):
            yield
        return
    queue = _queue_of(connection)
    if queue is None:
        with transaction.atomic(using=using):
            yield
        return
    connection.ensure_connection()  # not in our turn: opening a database takes its time
    with queue.turn(), transaction.atomic(using=using):
        yield


def write_retrying(function: Callable[P, R]) -> Callable[P, R]:
    """The function runs in `write()` and again from its start, up to 5 times, when PostgreSQL breaks it off because of
    a deadlock or a serialization failure. So it must have no effect but on the database. Inside another transaction
    it runs once: then it is the outermost one that has to be tried again.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        nested = connections[DEFAULT_DB_ALIAS].in_atomic_block
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with write():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if nested or attempt == ATTEMPTS or getattr(error.__cause__, "sqlstate", None) not in _TRY_AGAIN:
                    raise
                time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - spreads the writers, hides nothing
        raise AssertionError("unreachable")

    return run


def _queue_of(connection: BaseDatabaseWrapper) -> "FileQueue | None":
    name = str(connection.settings_dict["NAME"])
    if not name or name == ":memory:" or "mode=memory" in name:
        return None
    return FileQueue.beside(name)


class FileQueue:
    """A queue of tickets in a file: whoever comes draws the next number, and goes when every lower one has gone.

    A ticket is a lock on one byte of the file, at the offset of its number. To wait is to ask for a shared lock on all
    bytes below: the kernel grants it when no earlier ticket is left, in one call and without polling. A killed process
    loses its locks, so it never blocks the queue, wherever it was in it. The file's content is the next number.

    Where the system has no locks that belong to an open file (other than Linux), one plain lock stands in: safe, but
    in no particular order.
    """

    _DRAW = 1 << 62  # the byte that is locked while a ticket is drawn, beyond all tickets
    _known: dict[str, "FileQueue"] = {}

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.local()  # an open file of its own for each thread: locks belong to open files

    @classmethod
    def beside(cls, database: str) -> "FileQueue":
        """The queue in front of a database file; the same one for each caller in this process."""
        return cls._known.setdefault(database, cls(Path(f"{database}.queue")))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Inside the block it is this thread's turn."""
        file = self._file()
        if not hasattr(fcntl, "F_OFD_SETLKW"):
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)
            return
        try:
            self._wait(file, self._draw(file))
            yield
        finally:
            _lock(file, fcntl.F_UNLCK, 0, 0)  # length 0: all of the file, also what an interrupted wait left behind

    def _draw(self, file: int) -> int:
        _lock(file, fcntl.F_WRLCK, self._DRAW, 1)
        ticket = int.from_bytes(os.pread(file, 8, 0), "little")
        _lock(file, fcntl.F_WRLCK, ticket, 1)  # free at once: nobody has had this number
        os.pwrite(file, (ticket + 1).to_bytes(8, "little"), 0)
        _lock(file, fcntl.F_UNLCK, self._DRAW, 1)
        return ticket

    def _wait(self, file: int, ticket: int) -> None:
        if ticket:
            _lock(file, fcntl.F_RDLCK, 0, ticket)

    def _file(self) -> int:
        place: _Place | None = getattr(self._mine, "place", None)
        if place is None or place.process != os.getpid():  # first use, or a fork: a child must not share its parent's
            place = self._mine.place = _Place(self._path)
        return place.file


class _Place:
    """An open file that goes when its thread goes."""

    def __init__(self, path: Path) -> None:
        self.process = os.getpid()
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __del__(self) -> None:
        os.close(self.file)


def _lock(file: int, kind: int, start: int, length: int) -> None:
    # struct flock of Linux on 64 bits: type, whence, start, length, pid (0 for locks of open files).
    fcntl.fcntl(file, fcntl.F_OFD_SETLKW, struct.pack("hhqqi4x", kind, os.SEEK_SET, start, length, 0))
