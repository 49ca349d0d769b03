"""The vectors of all documents as one matrix in the memory of a process, read again as they change."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Max, QuerySet

from search.columns import Numbers
from search.models import DocumentVector
from search.vectors.contract import Matrix, unit
from search.vectors.making import STORED
from search.vectors.texts import Kind

Stamp = tuple[UUID | None, int]


@dataclass(frozen=True)
class Vectors:
    """One row a document, perhaps of one that is withdrawn; `stamp` says of which index and change."""

    stamp: Stamp
    page_ids: Numbers
    matrix: Matrix


class VectorMemory:
    """The vectors of one model, each the mean of those kinds that its document has."""

    def __init__(self, model: str, size: int, kinds: Sequence[Kind]) -> None:
        self._model, self._size, self._kinds = model, size, tuple(kinds)
        self._lock = Lock()
        self._vectors: Vectors | None = None

    def now(self, epoch: UUID | None) -> Vectors:
        """The vectors as the database has them now; one query when nothing changed.

        Within a transaction nothing is remembered: what it changed may never be committed.
        """
        stamp = (epoch, DocumentVector.objects.aggregate(last=Max("generation"))["last"] or 0)
        if connection.in_atomic_block:
            return self._read(stamp)
        with self._lock:
            vectors = self._vectors
            if vectors is None or vectors.stamp != stamp:
                vectors = self._vectors = self._renewed(vectors, stamp)
            return vectors

    def _renewed(self, old: Vectors | None, stamp: Stamp) -> Vectors:
        if old is None or old.stamp[0] != stamp[0] or old.stamp[1] > stamp[1]:
            return self._read(stamp)
        changed = DocumentVector.objects.filter(generation__gt=old.stamp[1]).values("document_id")
        page_ids, matrix = self._matrix(self._rows().filter(document_id__in=changed))
        kept = ~np.isin(old.page_ids, page_ids)
        return Vectors(
            stamp, np.concatenate([old.page_ids[kept], page_ids]), np.concatenate([old.matrix[kept], matrix])
        )

    def _read(self, stamp: Stamp) -> Vectors:
        return Vectors(stamp, *self._matrix(self._rows()))

    def _rows(self) -> QuerySet[DocumentVector]:
        return DocumentVector.objects.filter(model=self._model, kind__in=self._kinds)

    def _matrix(self, rows: QuerySet[DocumentVector]) -> tuple[Numbers, Matrix]:
        stored = list(rows.values_list("document_id", "vector").iterator(chunk_size=5_000))
        page_ids, places = np.unique(np.array([pk for pk, _vector in stored], np.int64), return_inverse=True)
        numbers = np.frombuffer(b"".join(bytes(vector) for _pk, vector in stored), STORED)
        sums = np.zeros((len(page_ids), self._size), np.float32)
        np.add.at(sums, places, numbers.reshape(-1, self._size).astype(np.float32))
        return page_ids, unit(sums)
