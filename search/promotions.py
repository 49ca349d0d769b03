"""Pages that editors put above the results of a question (Wagtail's promoted results)."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.functional import Promise
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from home.visibility import visible
from knowledge.models import KnowledgePage
from search.language.stems import stem
from search.queries import Query, Sort
from search.questions import Question, parse

Stems = frozenset[str]


@dataclass(frozen=True)
class Promotion:
    """A page or address that an editor recommends; `key` and `label` are of its page type, empty for others."""

    title: str
    url: str
    text: str
    key: str = ""
    label: str | Promise = ""


@dataclass(frozen=True)
class _Row:
    page_id: int | None
    url: str
    title: str
    text: str


def promoted(query: Query, at: datetime | None = None) -> list[Promotion]:
    """What editors recommend for a question, in their order: on its first page of results in the usual order.

    A promotion is for a question with the same words in any form, or with other names of the same concepts. Pages that
    readers may not see, or in a language that is not searched, are left out. Queries: one, and one more for pages.
    """
    if not query.text or query.page > 1 or query.sort != Sort.BEST:
        return []
    rows = _rows_for(query)
    ids = [row.page_id for row in rows if row.page_id]
    pages: dict[int, Page] = {}
    if ids:
        shown = visible(Page.objects.filter(pk__in=ids, locale__language_code__in=query.document_languages), at)
        pages = shown.select_related("locale").in_bulk()
    found = (_promotion(row, pages) for row in rows)
    return [promotion for promotion in found if promotion]


def _rows_for(query: Query) -> list[_Row]:
    columns = ("query__query_string", "page_id", "external_link_url", "external_link_text", "description")
    rows = SearchPromotion.objects.order_by("sort_order", "pk").values_list(*columns)
    question = parse(query.text, query.language)
    return [
        _Row(page_id, url, title or url, text)
        for asked, page_id, url, title, text in rows
        if _is_for(_stems(asked, query.language), question)
    ]


def _is_for(promised: Stems, question: Question) -> bool:
    """Whether each word of either has its like in the other."""
    words = [set(word.terms) for word in question.scoring]
    if not words or question.excluded:
        return False
    return all(promised & terms for terms in words) and promised <= set().union(*words)


@lru_cache(maxsize=10_000)
def _stems(text: str, language: str) -> Stems:
    return frozenset(stem(word.word, language) for word in parse(text, language).scoring)


def _promotion(row: _Row, pages: dict[int, Page]) -> Promotion | None:
    if not row.page_id:
        return Promotion(row.title, row.url, row.text)
    page = pages.get(row.page_id)
    if page is None:
        return None
    text, model = row.text or page.search_description, page.specific_class
    if model is None or not issubclass(model, KnowledgePage):
        return Promotion(page.title, page.url or "", text)
    declared = model.knowledge_type
    return Promotion(page.title, page.url or "", text, declared.key, declared.label)
