"""A process of its own that does a piece of work and is killed, as by the machine, before the n-th line of our code."""

import os
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path

from django.db import connections

from search.engines import choice

ROOT = Path(__file__).parent.parent.parent
FILES = frozenset(
    str(path) for pattern in ("search/*.py", "search/engines/*.py", "home/locks.py") for path in ROOT.glob(pattern)
)
NEVER = 10**9
SECONDS = 60


def steps_of(work: Callable[[], object]) -> int:
    """Do a piece of work in a process of its own, and give the number of different lines of our code that it ran."""
    reader, writer = os.pipe()
    pid = _fork(work, NEVER, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        counted = pipe.read()
    assert _ended(pid) == 0
    return struct.unpack("q", counted)[0]


def kill_before(step: int, work: Callable[[], object]) -> bool:
    """Do a piece of work in a process of its own, and kill it before a step; gives whether it came that far."""
    status = _ended(_fork(work, step))
    assert status in {0, signal.SIGKILL}
    return status == signal.SIGKILL


def _fork(work: Callable[[], object], last: int, report: int | None = None) -> int:
    connections.close_all()  # a connection must not be shared by two processes
    pid = os.fork()
    if pid:
        return pid
    try:
        choice._remote_engine.cache_clear()  # nor must one to Elasticsearch
        counted = _work(work, last)
        if report is not None:
            os.write(report, struct.pack("q", counted))
        os._exit(0)
    except BaseException as error:
        os.write(2, repr(error).encode())
        os._exit(1)


def _work(work: Callable[[], object], last: int) -> int:
    seen: set[tuple[str, int]] = set()

    def at_line(frame, event, argument):
        if event == "line":
            seen.add((frame.f_code.co_filename, frame.f_lineno))
            if len(seen) >= last:
                os.kill(os.getpid(), signal.SIGKILL)
        return at_line

    def at_call(frame, event, argument):
        return at_line if frame.f_code.co_filename in FILES else None

    signal.alarm(SECONDS)
    sys.settrace(at_call)
    try:
        work()
    finally:
        sys.settrace(None)
    return len(seen)


def _ended(pid: int) -> int:
    _pid, status = os.waitpid(pid, 0)
    return status
