"""Doing a thing in one process at a time, over all processes of a site.

The lock belongs to the database server (PostgreSQL: an advisory lock) or to the operating system (SQLite: a lock on a
file beside the database, which only one machine can use anyway). Both let go of it when the process that holds it
dies, however it dies, so there is no left-behind lock to wait for or to clear.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from django.db import connection


@contextmanager
def exclusive(name: str) -> Iterator[bool]:
    """Give True and keep others out until the block ends, or give False at once when another is in already."""
    holding = _advisory(name) if connection.vendor == "postgresql" else _file(name)
    with holding as mine:
        yield mine


@contextmanager
def _advisory(name: str) -> Iterator[bool]:
    """A lock of a transaction on a connection of its own.

    What happens to the connection of the work itself then does not matter; and unlike a lock of a session, one of a
    transaction also holds behind a pool of connections.
    """
    key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
    own = connection.copy()
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [key])
            mine = bool(cursor.fetchone()[0])
        yield mine
    finally:
        own.close()


@contextmanager
def _file(name: str) -> Iterator[bool]:
    database = str(connection.settings_dict["NAME"])
    if database == ":memory:" or "mode=memory" in database:
        yield True  # no other process has this database
        return
    path = Path(f"{database}.{name}.lock")
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        yield False
        return
    try:
        yield True
    finally:
        os.close(descriptor)
