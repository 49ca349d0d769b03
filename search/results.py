"""What search gives to whoever asked: plain frozen values."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

from knowledge.models import KnowledgePage
from search.queries import Query


@dataclass(frozen=True)
class Segment:
    """A piece of text, marked when it is what was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    """A visible page that was found. `fragment` is the part of its text that answers best.

    `bridge_title` and `bridge_message` are what a page in another language says in the reader's;
    `elsewhere` the headings or labels that answer when neither title nor fragment does; `in_attachment` says that the
    fragment stands in a file attached to the page.
    """

    page: KnowledgePage
    title: tuple[Segment, ...]
    fragment: tuple[Segment, ...]
    bridge_title: tuple[Segment, ...] = ()
    bridge_message: tuple[Segment, ...] = ()
    elsewhere: tuple[tuple[Segment, ...], ...] = ()
    in_attachment: bool = False


@dataclass(frozen=True)
class FacetValue:
    """A value to filter on; `count` is the number of results if it alone were chosen in its facet."""

    key: str
    label: str | Promise
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Facet:
    """A filter with its values, in the order of the vocabulary or the most frequent first."""

    name: str
    label: str | Promise
    values: tuple[FacetValue, ...]

    @property
    def selected(self) -> tuple[FacetValue, ...]:
        """The values that are chosen."""
        return tuple(value for value in self.values if value.selected)


@dataclass(frozen=True)
class Correction:
    """What a reader typed, and what was searched instead because no page has her spelling."""

    typed: str
    corrected: str


@dataclass(frozen=True)
class SearchResults:
    """One page of the result set, with counts over all of it.

    `unknown` are words of the question that no document has; they were left out of account. `degraded` says that
    Elasticsearch did not answer and the database did. With a `correction` the results are those of the corrected text,
    and `query` still holds what was typed. `related` are pages that are no results, but close in meaning.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    page: int = 1
    pages: int = 1
    unknown: tuple[str, ...] = ()
    degraded: bool = False
    correction: Correction | None = None
    related: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A page whose title begins with, or has words that begin with, what was typed; not as its own type."""

    page: KnowledgePage
    title: str = field(default="")
