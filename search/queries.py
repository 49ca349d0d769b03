"""What can be asked of search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PAGE_SIZE = 10
# As a value of a filter: pages that have no value of that facet. No vocabulary has a concept of this name.
NO_VALUE = "none"


class Sort(StrEnum):
    """The order of results; ties are always in the order of page ids."""

    BEST = "best"
    NEWEST = "newest"
    TITLE = "title"


@dataclass(frozen=True)
class Query:
    """A question with its filters.

    `language` is the reader's: it decides which words are stop words and in which language labels are. `languages` are
    those of the documents, the reader's own unless given. Values within one facet are alternatives, facets add up;
    NO_VALUE is one of them. A `literal` question is searched as it was typed, without correction.
    """

    text: str = ""
    language: str = "nl"
    languages: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1
    page_size: int = PAGE_SIZE
    literal: bool = False

    @property
    def document_languages(self) -> tuple[str, ...]:
        """The languages that results may be in."""
        return self.languages or (self.language,)
