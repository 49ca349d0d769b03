"""What sentence vectors say of a question: how near each document is, and which ones only they find."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db import Error as DatabaseError
from numpy.typing import NDArray

from search.columns import NO_ROW, Columns, Mask
from search.engines.base import Request
from search.engines.choice import database_engine
from search.engines.database import Selected
from search.vectors.contract import Embedder, model
from search.vectors.memory import VectorMemory, Vectors
from search.vectors.texts import Kind

logger = logging.getLogger(__name__)
# So many of the nearest documents are candidates, when they are nearer than the mean of their language by FLOOR.
NEAREST = 50
FLOOR = 0.04
QUESTIONS = 2_000  # whose vectors a process remembers, of 1.5 kB each
# Some 1.5 kB each: 150 MB a process. With more documents words alone are searched.
MAX_DOCUMENTS = 100_000
Nearness = NDArray[np.float32]


@dataclass(frozen=True)
class Near:
    """`nearness` is by row of the columns, NaN where there is no vector.

    `apart` are those of the nearest documents that the words did not find, before filters.
    """

    selected: Selected
    nearness: Nearness
    apart: Mask

    def of(self, page_ids: Iterable[int]) -> dict[int, float]:
        """The nearness of those of the pages that have a vector."""
        columns = self.selected.columns
        rows = columns.rows_of(np.fromiter(page_ids, np.int64))
        rows = rows[~np.isnan(self.nearness[rows])]
        return {int(pk): float(near) for pk, near in zip(columns.ids[rows], self.nearness[rows], strict=True)}

    @property
    def page_ids(self) -> tuple[int, ...]:
        """The pages that only their meaning finds and that pass the filters, the nearest first."""
        rows = np.flatnonzero(self.selected.filtered(self.apart))
        ids = self.selected.columns.ids[rows]
        return tuple(int(pk) for pk in ids[np.lexsort((ids, -self.nearness[rows]))])

    def counts(self, facets: Iterable[str]) -> dict[str, dict[str, int]]:
        """The counts of facets over those pages, each without its own filter."""
        return self.selected.counts(facets, self.apart)


class Meaning:
    """Nearness by the cosine of the vectors of question and document, less the mean cosine of the document's language.

    Documents of the question's own language are nearer to it whatever they say; the mean takes that away. The scope,
    conditions and filters are those of the database engine, whichever engine finds the words.
    """

    def __init__(self, embedder: Embedder, kinds: Sequence[Kind]) -> None:
        self._memory = VectorMemory(model(embedder), embedder.size, kinds)
        self._question = lru_cache(QUESTIONS)(embedder.question)
        self._has_failed = False

    def near(self, request: Request) -> Near | None:
        """What vectors say of a request; None when it asks no words, or when they cannot be had."""
        if not request.text or not request.question.scoring:
            return None
        try:
            return self._near(request)
        except DatabaseError:
            raise  # words cannot be searched then either
        except Exception:
            if not self._has_failed:
                logger.exception("Sentence vectors failed; words alone are searched")
            self._has_failed = True
            return None

    def _near(self, request: Request) -> Near | None:
        selected = database_engine().select(request)
        state = selected.columns.state
        vectors = self._memory.now(state.epoch if state else None)
        if not 0 < len(vectors.page_ids) <= MAX_DOCUMENTS:
            return None
        nearness = centred(self._cosines(request.text, selected.columns, vectors), selected.columns)
        nearest = _nearest(nearness, selected.eligible)
        return Near(selected, nearness, nearest & ~selected.found)

    def _cosines(self, text: str, columns: Columns, vectors: Vectors) -> Nearness:
        """By row of the columns; NaN where there is no vector."""
        cosines = np.full(len(columns.ids), np.nan, np.float32)
        known = vectors.page_ids < len(columns.rows)
        rows = columns.rows[vectors.page_ids[known]]
        present = rows != NO_ROW
        cosines[rows[present]] = (vectors.matrix @ self._question(text))[known][present]
        return cosines


def centred(cosines: Nearness, columns: Columns) -> Nearness:
    """The cosines less the mean of each language, over the documents that can be found."""
    result = cosines.copy()
    for place in range(len(columns.codes)):
        rows = columns.languages == place
        counted = cosines[rows & columns.alive & ~np.isnan(cosines)]
        if len(counted):
            result[rows] -= counted.mean()
    return result


def _nearest(nearness: Nearness, eligible: Mask) -> Mask:
    """The nearest NEAREST of the eligible documents above the floor, ties at the end included."""
    with np.errstate(invalid="ignore"):
        near = eligible & (nearness > FLOOR)
    if np.count_nonzero(near) > NEAREST:
        near &= nearness >= np.partition(nearness[near], -NEAREST)[-NEAREST]
    return near
