"""Search documents without pages, and the result set worked out the slow and obvious way."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count
from math import log
from random import Random
from uuid import UUID

from knowledge.types import SearchField
from search.engines.base import Request
from search.language import analyse, fold_words, normalise
from search.models import SearchDocument
from search.queries import NO_VALUE
from search.terms import document_terms

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
_versions = count(1)  # growing, as those of documents do


def document(page_id, title="", *, language="nl", facets=None, published=NOW, expires=None, visible=True, **texts):
    """A document with the text of its fields given by name: body="…", summary="…"."""
    fields = {SearchField.TITLE: title, **{SearchField(name): text for name, text in texts.items()}}
    fields = {field.value: normalise(text) for field, text in fields.items() if text and visible}
    tokens = {SearchField(field): analyse(text, language) for field, text in fields.items()}
    return SearchDocument(
        page_id=page_id,
        translation_key=UUID(int=page_id),
        language=language,
        type_key="case",
        title_key=fold_words(title) if visible else "",
        texts=fields,
        tokens={field.value: found.to_json() for field, found in tokens.items()},
        terms=document_terms(tokens).counts,
        lengths=document_terms(tokens).length_list,
        facets=(facets or {}) if visible else {},
        published_at=published,
        expire_at=expires,
        visible=visible,
        version=next(_versions),
        fingerprint="",
        changed_at=NOW,
    )


DUTCH = """
gemeente bewoners burgerinitiatief netwerk samenwerking vertrouwen dagopvang buurthuis zorg wijk ambtenaar regie
co-creatie
ideeën coördinatie 's-Hertogenbosch foto's energietransitie jeugdzorg onderzoek evaluatie subsidie coöperatie wethouder
raad 2026 D66 provincie waterschap de het een van in en voor niet
"""
ENGLISH = """
municipality residents network collaboration trust care neighbourhood research evaluation council city's governance
co-production budget public value the of and in for with learning partnership 2026
"""
NAMES = {"nl": DUTCH.split(), "en": ENGLISH.split()}
THEMES, PHASES = ["trust", "care", "learning", "energy"], ["exploring", "sharing", "delivering"]


def corpus(size=150, seed=7):
    """Documents of made-up text in both languages, with facets; some expired, withdrawn or of the same title."""
    random = Random(seed)
    return [_random_document(page_id, random) for page_id in range(1, size + 1)]


def _random_document(page_id, random):
    language = random.choice(["nl", "nl", "en"])
    words = NAMES[language]

    def text(least, most):
        # The first words are common, the last rare.
        length = random.randint(least, most)
        return " ".join(words[min(int(random.expovariate(6) * len(words)), len(words) - 1)] for _ in range(length))

    facets = {"type": [random.choice(["case", "research", "dilemma"])]}
    if random.random() < 0.8:
        facets["theme"] = sorted(random.sample(THEMES, random.randint(1, 3)))
    if random.random() < 0.6:
        facets["phase"] = [random.choice(PHASES)]
    return document(
        page_id,
        text(1, 3).capitalize(),
        language=language,
        facets=facets,
        published=NOW - random.randint(0, 5) * DAY,
        expires=random.choice([None, None, None, NOW - DAY, NOW, NOW + DAY]),
        visible=random.random() > 0.1,
        summary=text(3, 8) + ".",
        body=text(5, 25) + "\n" + text(5, 25),
        labels=text(1, 3),
    )


class BruteForce:
    """The result set read from the design's sentence, over all documents in memory."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self.documents = list(documents)

    def scope(self, request: Request):
        """The documents that could be results."""
        return [
            found
            for found in self.documents
            if found.visible
            and found.language in request.languages
            and (found.expire_at is None or found.expire_at > request.at)
        ]

    def found(self, request: Request):
        """The ids of the result set before filters."""
        scope = self.scope(request)
        asked = request.question
        having = [{found.page_id for found in scope if has_word(found, word)} for word in asked.words]
        known = [ids for ids in having if ids]
        rare = [ids for ids in known if Fraction(len(ids), len(scope)) <= Fraction(1, 2)]
        weighed = [(ids, round(1000 * idf(len(ids), len(scope)))) for ids in rare or known]
        needed = Fraction(sum(max(1, weight) for _ids, weight in weighed), round(1 / request.needed))
        return {
            found.page_id
            for found in scope
            if (not asked.words or known)
            and sum(max(1, weight) for ids, weight in weighed if found.page_id in ids) >= needed
            and all(has_phrase(found, phrase) for phrase in asked.phrases)
            and not any(has_word(found, word) for word in asked.excluded)
        }

    def results(self, request: Request, without: str = ""):
        """The ids of the result set, with all filters but one."""
        ids = self.found(request)
        filters = {facet: set(keys) for facet, keys in request.filters.items() if facet != without}
        return {
            found.page_id
            for found in self.documents
            if found.page_id in ids and all(keys & values(found, facet) for facet, keys in filters.items())
        }

    def facets(self, request: Request):
        """The counts of the facets asked for, each without its own filter."""
        counts = {}
        for facet in request.facets:
            ids = self.results(request, without=facet)
            counts[facet] = {}
            for found in self.documents:
                for key in values(found, facet) if found.page_id in ids else ():
                    counts[facet][key] = counts[facet].get(key, 0) + 1
        return counts


def values(found, facet):
    """The values of a facet of a document; having none is one too."""
    return set(found.facets.get(facet, ())) or {NO_VALUE}


def idf(frequency, documents):
    """Robertson and Zaragoza's, as Lucene has it."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def has_word(found, word):
    """Whether any field has any term of a word."""
    return any(set(word.terms) & set(terms) for tokens in found.field_tokens.values() for terms in tokens.expanded)


def has_phrase(found, phrase):
    """Whether any paragraph of any field has these words in a row."""
    for text in found.texts.values():
        for paragraph in text.split("\n"):
            if f" {' '.join(phrase)} " in f" {fold_words(paragraph)} ":
                return True
    return False
