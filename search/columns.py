"""What searches ask of every document, as columns in the memory of a process: language, expiry, lengths, facets.

Engines of the site's database read terms from their index and all else from here, so that a search over thousands of
results touches no row of theirs. A changed document gets a new row at the end and leaves a dead one behind (as in the
segments of Lucene); with too many dead ones all is read anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.instants import NEVER_EXPIRES, microseconds
from search.models import FIELDS, DocumentFacet, SearchDocument
from search.queries import NO_VALUE
from search.state import State

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
NO_ROW = -1
# A share of dead rows at which reading all anew is cheaper than carrying them along.
DEAD_SHARE = 0.25


@dataclass(frozen=True)
class FacetColumn:
    """The values of one facet, one entry a value: the row of a document, and the place of the value in `keys`."""

    rows: Numbers
    codes: Numbers
    keys: tuple[str, ...]

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many documents of the mask have each value, and how many have none."""
        numbers = np.bincount(self.codes[mask[self.rows]], minlength=len(self.keys))
        found = {key: int(number) for key, number in zip(self.keys, numbers, strict=True) if number}
        if without := int(np.count_nonzero(mask & self._without(len(mask)))):
            found[NO_VALUE] = without
        return found

    def having(self, keys: Iterable[str], size: int) -> Mask:
        """The documents, of `size` rows, that have one of these values; NO_VALUE stands for having none."""
        wanted = set(keys)
        places = [place for place, key in enumerate(self.keys) if key in wanted]
        mask = np.zeros(size, dtype=bool)
        mask[self.rows[np.isin(self.codes, places)]] = True
        return mask | self._without(size) if NO_VALUE in wanted else mask

    def _without(self, size: int) -> Mask:
        mask = np.ones(size, dtype=bool)
        mask[self.rows] = False
        return mask


NO_VALUES = FacetColumn(np.zeros(0, np.int64), np.zeros(0, np.int64), ())


@dataclass(frozen=True)
class Columns:
    """One row a document. `state` is that of the index when they were read; dead rows are not `alive`.

    `languages` holds places in `codes`; `expires` microseconds; `lengths` the meaningful words by field, in the order
    of FIELDS; `rows` leads from a page id to its row.
    """

    state: State | None
    ids: Numbers
    alive: Mask
    languages: Numbers
    codes: tuple[str, ...]
    expires: Numbers
    lengths: Numbers
    facets: Mapping[str, FacetColumn]
    rows: Numbers

    def scope(self, languages: Sequence[str], at: datetime) -> Mask:
        """The documents of these languages that have not expired."""
        wanted = [place for place, code in enumerate(self.codes) if code in languages]
        return self.alive & np.isin(self.languages, wanted) & (self.expires > microseconds(at))

    def rows_of(self, page_ids: Numbers) -> Numbers:
        """The rows of those of the pages that have one."""
        found = self.rows[page_ids[page_ids < len(self.rows)]]
        return found[found != NO_ROW]

    def counts(self, facet: str, mask: Mask) -> dict[str, int]:
        """The counts of a facet's values in a set of documents."""
        return self.facets.get(facet, NO_VALUES).counts(mask)

    def having(self, facet: str, keys: Iterable[str]) -> Mask:
        """The documents that pass a filter."""
        return self.facets.get(facet, NO_VALUES).having(keys, len(self.ids))

    @cached_property
    def usual_lengths(self) -> dict[str, dict[str, float]]:
        """By language, the mean number of meaningful words of each field, over documents that have it."""
        return {code: self._means(self.alive & (self.languages == place)) for place, code in enumerate(self.codes)}

    def _means(self, mask: Mask) -> dict[str, float]:
        lengths = self.lengths[mask]
        having = np.count_nonzero(lengths, axis=0)
        sums = lengths.sum(axis=0)
        return {
            field.value: float(total / number)
            for field, total, number in zip(FIELDS, sums, having, strict=True)
            if number
        }


def read(state: State | None) -> Columns:
    """The columns of all documents, from the database; two queries."""
    documents = list(_rows(None))
    values = list(DocumentFacet.objects.values_list("facet", "key", "document_id").iterator(chunk_size=10_000))
    return _appended(_empty(state), state, documents, values)


def updated(old: Columns, state: State) -> Columns:
    """The columns after a change of the index, from what changed since; two queries, or all anew."""
    changed = list(_rows(old.state.generation if old.state else None))
    ids = [page_id for page_id, *_rest in changed]
    dead = np.count_nonzero(~old.alive) + len(ids)
    if dead > DEAD_SHARE * (len(old.ids) + 1):
        return read(state)
    values = list(DocumentFacet.objects.filter(document_id__in=ids).values_list("facet", "key", "document_id"))
    return _appended(old, state, changed, values)


Row = tuple[int, str, bool, datetime | None, list[int]]


def _rows(since: int | None) -> Iterable[Row]:
    documents = SearchDocument.objects.order_by("pk")
    documents = documents.filter(visible=True) if since is None else documents.filter(generation__gt=since)
    return documents.values_list("page_id", "language", "visible", "expire_at", "lengths").iterator(chunk_size=10_000)


def _empty(state: State | None) -> Columns:
    none = np.zeros(0, np.int64)
    lengths = np.zeros((0, len(FIELDS)), np.int64)
    return Columns(state, none, np.zeros(0, bool), none, (), none, lengths, {}, none)


def _appended(
    old: Columns, state: State | None, changed: Sequence[Row], values: Iterable[tuple[str, str, int]]
) -> Columns:
    shown = [row for row in changed if row[2]]
    codes = tuple(dict.fromkeys([*old.codes, *(row[1] for row in shown)]))
    first = len(old.ids)
    size = max([len(old.rows) - 1, *(row[0] for row in changed)], default=-1) + 1
    rows = np.full(size, NO_ROW, np.int64)
    rows[: len(old.rows)] = old.rows
    alive = np.concatenate([old.alive, np.ones(len(shown), bool)])
    gone = rows[[row[0] for row in changed]] if changed else np.zeros(0, np.int64)
    alive[gone[gone != NO_ROW]] = False
    rows[[row[0] for row in changed]] = NO_ROW
    rows[[row[0] for row in shown]] = np.arange(first, first + len(shown))
    expires = [microseconds(row[3]) if row[3] else NEVER_EXPIRES for row in shown]
    return Columns(
        state=state,
        ids=_joined(old.ids, [row[0] for row in shown]),
        alive=alive,
        languages=_joined(old.languages, [codes.index(row[1]) for row in shown]),
        codes=codes,
        expires=_joined(old.expires, expires),
        lengths=np.concatenate(
            [old.lengths, np.array([_padded(row[4]) for row in shown], np.int64).reshape(-1, len(FIELDS))]
        ),
        facets=_facets(old.facets, values, rows),
        rows=rows,
    )


def _joined(old: Numbers, new: Sequence[int]) -> Numbers:
    return np.concatenate([old, np.array(new, np.int64)])


def _padded(lengths: list[int]) -> list[int]:
    return [*lengths, *[0] * (len(FIELDS) - len(lengths))][: len(FIELDS)]


def _facets(
    old: Mapping[str, FacetColumn], values: Iterable[tuple[str, str, int]], rows: Numbers
) -> dict[str, FacetColumn]:
    """The facets with more values. Those of dead rows stay: no mask has them."""
    added: dict[str, list[tuple[str, int]]] = {}
    for facet, key, page_id in values:
        if page_id < len(rows) and rows[page_id] != NO_ROW:
            added.setdefault(facet, []).append((key, int(rows[page_id])))
    facets = dict(old)
    for facet, entries in added.items():
        column = facets.get(facet, NO_VALUES)
        places = {
            key: place for place, key in enumerate(dict.fromkeys([*column.keys, *(key for key, _row in entries)]))
        }
        facets[facet] = FacetColumn(
            rows=_joined(column.rows, [row for _key, row in entries]),
            codes=_joined(column.codes, [places[key] for key, _row in entries]),
            keys=tuple(places),
        )
    return facets
