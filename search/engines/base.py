"""The contract of one engine, and what every engine stores of a document."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.types import SearchField
from search.models import FIELDS, SearchDocument
from search.queries import Sort
from search.questions import Question
from search.result_set import NEEDED_SHARE
from search.statistics import Statistics

PATIENCE = 60.0  # seconds that a write may take when nobody waits for it
# Stands between fields and paragraphs in the surface stream; no token can be it, so no phrase runs across.
BREAK = "¶"


class EngineUnavailable(Exception):
    """The engine did not answer; another one should."""


@dataclass(frozen=True)
class Request:
    """A question as an engine gets it.

    `filters` are keys by facet (alternatives within, all facets together); `facets` names those to count, each over the
    results without its own filter. `needed` is the share of the question that makes a result. `at` is the moment at
    which documents must not have expired. `text` is the question as it was typed or corrected, for sentence vectors.
    """

    question: Question
    languages: tuple[str, ...]
    at: datetime
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.BEST
    offset: int = 0
    limit: int = 10
    needed: float = NEEDED_SHARE
    text: str = ""


@dataclass(frozen=True)
class Answer:
    """One page of ids in order, and counts over the whole result set; `unknown` are words that no document has.

    `related` are pages that only sentence vectors found, when they stand apart: no part of the result set.
    In the best order ids stand by their approximate scores; `search.ranking` puts the first of them in order with the
    `statistics`.
    """

    page_ids: tuple[int, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    statistics: Statistics = field(default_factory=Statistics)
    related: tuple[int, ...] = ()


class Engine(ABC):
    """Holds search documents and finds them. Every engine gives the same result set, counts and facets."""

    name: str

    @abstractmethod
    def put(self, documents: Sequence[SearchDocument], *, seconds: float = PATIENCE) -> None:
        """Store documents, invisible ones so that they are not found; an older version never replaces a newer one.

        Raises EngineUnavailable when it takes longer than `seconds`; whether they are stored is then not known.
        """

    @abstractmethod
    def delete(self, versions: Mapping[int, int], *, seconds: float = PATIENCE) -> None:
        """Remove documents for good, by page id and the last version that may go; what is not there is no error."""

    @abstractmethod
    def refresh(self) -> None:
        """Make all that was put visible to searches now."""

    @abstractmethod
    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Build a new index of these documents beside the live one and swap them; gives their number.

        Searches see the old index, whole, until they see the new one, whole. What is put meanwhile is in both.
        """

    @abstractmethod
    def sweep(self) -> None:
        """Remove what a rebuild that died left behind; call it only while none is going on."""

    @abstractmethod
    def search(self, request: Request) -> Answer:
        """The result set (`search.result_set`), one page of it in order."""

    @abstractmethod
    def suggest(self, words: Sequence[str], languages: Sequence[str], at: datetime, limit: int) -> list[int]:
        """Pages whose title has, for each folded word, a word that begins with it; titles that begin so first."""

    @abstractmethod
    def versions(self) -> Iterator[tuple[int, int]]:
        """Every visible document that the engine holds, as (page id, version); for `check_search`."""


def surface_text(document: SearchDocument) -> str:
    """The surface stream of all fields, as words with spaces, and breaks between fields and paragraphs."""
    return f" {BREAK} ".join(_surface(document, part) for part in FIELDS)


def _surface(document: SearchDocument, part: SearchField) -> str:
    tokens, text = document.field_tokens[part], document.text(part)
    words: list[str] = []
    end = 0
    for word, start, word_end in zip(tokens.surface, tokens.starts, tokens.ends, strict=True):
        if words and "\n" in text[end:start]:
            words.append(BREAK)
        words.append(word)
        end = word_end
    return " ".join(words)
