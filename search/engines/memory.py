"""What a process remembers of the index between searches, for as long as the index does not change."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from search import state
from search.columns import Columns, Numbers, read, updated

Levels = NDArray[np.int8]
# Entries of posting lists that are kept, of nine bytes each; the longest unused go first.
MAX_ENTRIES = 5_000_000
ENTRY = 20  # what a term without documents takes, in entries


@dataclass(frozen=True)
class Posting:
    """The rows of the documents that have a term, and the level of each."""

    rows: Numbers
    levels: Levels

    @classmethod
    def of(cls, parts: Sequence[tuple[int, Numbers]]) -> "Posting":
        """The posting of rows by level."""
        if not parts:
            return cls(np.zeros(0, np.int64), np.zeros(0, np.int8))
        return cls(
            np.concatenate([rows for _level, rows in parts]),
            np.concatenate([np.full(len(rows), level, np.int8) for level, rows in parts]),
        )


class PostingCache:
    """Posting lists by term; the longest unused are forgotten."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._postings: OrderedDict[str, Posting] = OrderedDict()
        self._entries = 0

    def known(self, terms: Iterable[str]) -> dict[str, Posting]:
        """Those of the terms that are remembered."""
        with self._lock:
            found = {term: self._postings[term] for term in terms if term in self._postings}
            for term in found:
                self._postings.move_to_end(term)
        return found

    def remember(self, postings: Mapping[str, Posting]) -> None:
        """Keep these, and forget others when there are too many."""
        with self._lock:
            for term, posting in postings.items():
                if term not in self._postings:
                    self._postings[term] = posting
                    self._entries += ENTRY + len(posting.rows)
            while self._entries > MAX_ENTRIES:
                _term, posting = self._postings.popitem(last=False)
                self._entries -= ENTRY + len(posting.rows)


class Memory:
    """The columns and posting lists of the present state of the index, shared by the threads of a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._columns: Columns | None = None
        self._postings = PostingCache()

    def now(self) -> tuple[Columns, PostingCache]:
        """The columns as the database has them now, and the postings that are known for them.

        Within a transaction nothing is remembered: what it changed may never be committed.
        """
        present = state.current()
        if connection.in_atomic_block:
            return read(present), PostingCache()
        with self._lock:
            columns = self._columns
            if columns is None or columns.state != present:
                columns = self._renewed(columns, present)
                self._columns, self._postings = columns, PostingCache()
            return columns, self._postings

    @staticmethod
    def _renewed(old: Columns | None, present: state.State | None) -> Columns:
        before = old.state if old else None
        if old and before and present and before.epoch == present.epoch and before.generation < present.generation:
            return updated(old, present)
        return read(present)
