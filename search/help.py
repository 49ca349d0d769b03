"""What an empty result page offers instead: searches close by that do find something, with their counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from search.addresses import Address
from search.facets import FacetLabels, declared_facets
from search.language import fold_words
from search.languages import all_languages
from search.queries import NO_VALUE, Query
from search.questions import QUOTED, Question, QuestionWord, parse
from search.service import count
from search.term_names import TermNames, term_names

MAX_WORDS = 4  # words of the question that are tried on their own
MAX_FILTERS = 3  # filters that are left out one by one
MAX_TERMS = 4
# Words that begin with the same so many letters, and so much of the one asked, are related often enough to try:
# ketenregie and ketensamenwerking, but not burgerinitiatief and burgemeester.
SHARED_LETTERS = 5
SHARED_PART = 0.45


@dataclass(frozen=True)
class Nearby:
    """A search with results: what is different about it in words, its address, and the number of results."""

    label: str | Promise
    url: str
    count: int


def nearby(query: Query) -> list[Nearby]:
    """Searches that differ from an empty one in a single thing and are not empty, each once."""
    question = parse(query.text, query.language)
    found = [
        *_counted(_whole_question(query, question)),
        # The filter that stood most in the way first.
        *sorted(_counted(_without_a_filter(query)), key=lambda one: -one.count),
        *_counted(_single_words(query, question)),
        *_counted(_related_terms(query, question)),
    ]
    once: dict[str, Nearby] = {}
    for one in found:
        once.setdefault(one.url, one)
    return list(once.values())


def _counted(changes: Iterable[tuple[str | Promise, Query]]) -> Iterator[Nearby]:
    for label, query in changes:
        if total := count(query):
            yield Nearby(label, Address(query).url(), total)


def _whole_question(query: Query, question: Question) -> Iterator[tuple[str | Promise, Query]]:
    if query.literal:
        yield _("With the spelling corrected"), replace(query, literal=False)
    if question.phrases and QUOTED.search(query.text):
        yield _("Without quotation marks"), replace(query, text=QUOTED.sub(r" \1 ", query.text).strip())
    if set(query.document_languages) != set(all_languages()):
        yield _("In all languages"), replace(query, languages=all_languages())
    if len(query.filters) != 1 and query.filters:
        yield _("Without filters"), replace(query, filters={})


def _without_a_filter(query: Query) -> Iterator[tuple[str, Query]]:
    labels = FacetLabels.in_language(query.language) if query.filters else None
    for name, keys in list(query.filters.items())[:MAX_FILTERS]:
        facet = declared_facets()[name]
        values = [str(facet.label if key == NO_VALUE else labels.label(facet, key)) for key in keys if labels]
        label = ngettext("Without the filter %(values)s", "Without the filters %(values)s", len(values))
        others = {other: chosen for other, chosen in query.filters.items() if other != name}
        yield label % {"values": ", ".join(values)}, replace(query, filters=others)


def _single_words(query: Query, question: Question) -> Iterator[tuple[str, Query]]:
    if len(question.scoring) > 1 or query.filters:
        for word in question.scoring[:MAX_WORDS]:
            yield word.word, replace(query, text=word.word, filters={}, literal=False)


def _related_terms(query: Query, question: Question) -> Iterator[tuple[str, Query]]:
    """Searches for terms that have a word of the question, another form of it, or its beginning."""
    close = [(nearness, term.label) for term in term_names(query.language) if (nearness := _nearness(term, question))]
    best = sorted(close, key=lambda one: (-one[0], one[1]))
    for label in list(dict.fromkeys(label for _nearness, label in best))[:MAX_TERMS]:
        name = gettext("%(term)s (related term)") % {"term": label}
        yield name, replace(query, text=label, filters={}, literal=False)


def _nearness(term: TermNames, question: Question) -> int:
    """The most letters that a word of a term's names and one of the question begin with; 0 for too few."""
    words = [word for name in term.names for word in fold_words(name).split()]
    return max((_shared(word, asked) for word in words for asked in question.scoring), default=0)


def _shared(word: str, asked: QuestionWord) -> int:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, asked.word, strict=False))
    shared = sum(1 for _pair in same)
    enough = shared >= SHARED_LETTERS and shared >= SHARED_PART * len(asked.word)
    return shared if enough or word == asked.word else 0
