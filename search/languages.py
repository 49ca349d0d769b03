"""Results across languages: cards of pages in another one, and a second list from the same question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language_info

from home.visibility import visible
from knowledge.cards import Card, cards
from knowledge.models import KnowledgePage
from knowledge.vocabulary import Vocabulary
from search.queries import Query, Sort
from search.results import Hit, SearchResults
from search.service import search

SHOWN = 3
# So many are read to choose from: a page of which the twin stands above says nothing new.
READ = 10


@dataclass(frozen=True)
class OtherLanguage:
    """What the same question finds in another language: how much, and the first few that are not above already."""

    language: str
    name: str
    total: int
    cards: tuple[Card, ...]


def all_languages() -> tuple[str, ...]:
    """The languages of the site."""
    return tuple(code for code, _name in settings.LANGUAGES)


def language_name(code: str) -> str:
    """The name of a language in the reader's."""
    return str(get_language_info(code)["name_translated"])


def in_other_languages(results: SearchResults, terms: Vocabulary, at: datetime | None = None) -> list[OtherLanguage]:
    """The second lists below the first page of results in the reader's own language; none for an empty question."""
    query = results.query
    if query.languages or not query.text or query.page > 1 or query.sort != Sort.BEST:
        return []
    others = (code for code in all_languages() if code != query.language)
    found = (_in_language(results, code, terms, at) for code in others)
    return [other for other in found if other.total]


def _in_language(results: SearchResults, code: str, terms: Vocabulary, at: datetime | None) -> OtherLanguage:
    asked: Query = replace(results.query, languages=(code,), page_size=READ)
    found = search(asked, at, facets=False)
    above = {hit.page.translation_key for hit in results.hits}
    new = [hit for hit in found.hits if hit.page.translation_key not in above]
    return OtherLanguage(
        code, language_name(code), found.total, tuple(hit_cards(new[:SHOWN], results.query.language, terms, at))
    )


def hit_cards(hits: Sequence[Hit], language: str, terms: Vocabulary, at: datetime | None = None) -> list[Card]:
    """The hits as the cards that every list has, with what was found marked.

    A page that cannot be read in the reader's language is told in it, where its editor wrote title and key message.
    """
    if not hits:
        return []
    shown = cards([hit.page for hit in hits], terms, language)
    translated = _readable_in(language, hits, at)
    return [
        _bridged(card, hit)
        if hit.bridge_title and hit.page.translation_key not in translated
        else replace(
            card,
            title_pieces=hit.title,
            text_pieces=hit.fragment,
            text_attached=hit.in_attachment,
            found_pieces=hit.elsewhere,
        )
        for card, hit in zip(shown, hits, strict=True)
    ]


def _bridged(card: Card, hit: Hit) -> Card:
    return replace(card, title_pieces=hit.bridge_title, text_pieces=hit.bridge_message, bridged=True)


def _readable_in(language: str, hits: Sequence[Hit], at: datetime | None) -> set[UUID]:
    """Which of the pages in other languages can be read in this one too; one query when there are any."""
    keys = [hit.page.translation_key for hit in hits if hit.bridge_title]
    if not keys:
        return set()
    twins = visible(KnowledgePage.objects.filter(translation_key__in=keys, locale__language_code=language), at)
    return set(twins.values_list("translation_key", flat=True))
