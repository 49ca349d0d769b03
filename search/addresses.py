"""The state of a search in its address, read and written: nothing is kept anywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from search.facets import MAX_VALUES, declared_facets
from search.queries import Query, Sort
from search.questions import clean

TEXT, PAGE, SORT, LANGUAGES = "q", "page", "sort", "lang"
LITERAL = "literal"
ALL_LANGUAGES = "all"
MAX_KEY_LENGTH = 80
MAX_PAGE_DIGITS = 6


def read(parameters: QueryDict, language: str, languages: tuple[str, ...]) -> Query:
    """The query that an address asks; what makes no sense in it is left out, and nothing in it is an error."""
    sort = parameters.get(SORT, "")
    filters = {
        name: tuple(key for key in parameters.getlist(name)[:MAX_VALUES] if 0 < len(key) <= MAX_KEY_LENGTH)
        for name in declared_facets()
    }
    return Query(
        text=clean(parameters.get(TEXT, "")),
        language=language,
        languages=_languages(parameters.get(LANGUAGES, ""), language, languages),
        filters={name: keys for name, keys in filters.items() if keys},
        sort=Sort(sort) if sort in list(Sort) else Sort.BEST,
        page=_page_number(parameters.get(PAGE, "")),
        literal=parameters.get(LITERAL) == "1",
    )


def _languages(asked: str, language: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of the documents: all, another one, or as when nothing is said the reader's own."""
    if asked == ALL_LANGUAGES:
        return languages
    return (asked,) if asked in languages and asked != language else ()


def _page_number(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= MAX_PAGE_DIGITS else 1


@dataclass(frozen=True)
class Address:
    """The address of a search, and of those one step away from it."""

    query: Query

    def __str__(self) -> str:
        return self.url()

    def url(self, page: int = 1) -> str:
        """The query string, with a page number where it is not the first."""
        parameters = [(TEXT, self.query.text)] if self.query.text else []
        parameters += [(name, key) for name, key in self._fields() if name not in {TEXT, SORT}]
        if self.query.sort != Sort.BEST:
            parameters.append((SORT, self.query.sort.value))
        if page > 1:
            parameters.append((PAGE, str(page)))
        return f"?{urlencode(parameters)}"

    @property
    def language_choice(self) -> str:
        """The languages as an address says them; empty for the reader's own."""
        languages = self.query.languages
        return ALL_LANGUAGES if len(languages) > 1 else "".join(languages)

    def _fields(self) -> list[tuple[str, str]]:
        fields = [(name, key) for name, keys in self.query.filters.items() for key in keys]
        if self.query.languages:
            fields.append((LANGUAGES, self.language_choice))
        if self.query.literal:
            fields.append((LITERAL, "1"))
        return fields

    def hidden_fields(self, *, without_filters: bool = False) -> list[tuple[str, str]]:
        """What a form carries along; one with fields of its own for filters and languages carries the rest."""
        if without_filters:
            kept = [(TEXT, self.query.text)] if self.query.text else []
            if self.query.sort != Sort.BEST:
                kept.append((SORT, self.query.sort.value))
            return kept + [field for field in self._fields() if field[0] == LITERAL]
        return self._fields()

    def without(self, name: str, key: str) -> "Address":
        """The same search without one value of a filter."""
        filters = {
            facet: tuple(other for other in keys if (facet, other) != (name, key))
            for facet, keys in self.query.filters.items()
        }
        return self.with_filters({facet: keys for facet, keys in filters.items() if keys})

    def with_filters(self, filters: Mapping[str, tuple[str, ...]]) -> "Address":
        """The same search with other filters."""
        return Address(replace(self.query, filters=filters))

    def with_text(self, text: str) -> "Address":
        """The same search for other words."""
        return Address(replace(self.query, text=text, literal=False))

    def literally(self) -> "Address":
        """The same search without correction."""
        return Address(replace(self.query, literal=True))

    def in_languages(self, languages: tuple[str, ...]) -> "Address":
        """The same search in documents of other languages."""
        return Address(replace(self.query, languages=languages))
