"""What an empty result page offers instead: searches close by that do find something, with their counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.addresses import Address
from search.queries import Query
from search.questions import QUOTED, parse
from search.service import count

MAX_WORDS = 4  # words of the question that are tried on their own


@dataclass(frozen=True)
class Nearby:
    """A search with results: what is different about it in words, its address, and the number of results."""

    label: str | Promise
    url: str
    count: int


def nearby(query: Query) -> list[Nearby]:
    """Searches that differ from an empty one in a single thing and are not empty, at most eight."""
    found = []
    for label, changed in _changes(query):
        if changed != query and (total := count(changed)):
            found.append(Nearby(label, Address(changed).url(), total))
    return found


def _changes(query: Query) -> Iterator[tuple[str | Promise, Query]]:
    question = parse(query.text, query.language)
    if query.filters:
        yield _("Without filters"), replace(query, filters={})
    if question.phrases and QUOTED.search(query.text):
        yield _("Without quotation marks"), replace(query, text=QUOTED.sub(r" \1 ", query.text).strip())
    languages = tuple(code for code, _name in settings.LANGUAGES)
    if set(query.document_languages) != set(languages):
        yield _("In all languages"), replace(query, languages=languages)
    if len(question.scoring) > 1 or query.filters:
        for word in question.scoring[:MAX_WORDS]:
            yield word.word, replace(query, text=word.word, filters={})
