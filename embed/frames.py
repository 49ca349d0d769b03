"""From a permanent number, or an address, to the page that may be shown."""

import re
from dataclasses import dataclass
from typing import NoReturn

from django.conf import settings
from django.db import models

from home.models import PermanentNumber
from home.visibility import visible
from knowledge.models import KnowledgePage

NUMBER = re.compile(r"[0-9]{1,18}")


class Unknown(Exception):
    """There is, for all the public may know, no such page."""


class Withdrawn(Exception):
    """The page was published and is not any more, or not for everyone."""


@dataclass(frozen=True)
class Framed:
    """A page to show in a frame, and the language that was asked for."""

    page: KnowledgePage
    number: int
    kind: str
    asked_language: str

    @property
    def label(self) -> str:
        """The permanent number as readers see it."""
        return str(PermanentNumber(number=self.number))

    @property
    def is_fallback(self) -> bool:
        """Whether the page is shown in the other language, because it does not exist in the one asked for."""
        return self.page.language != self.asked_language


def is_language(language: str) -> bool:
    """Whether the site speaks a language."""
    return language in dict(settings.LANGUAGES)


def find(number: str, kind: str, language: str) -> Framed:
    """The page with a permanent number in a language, or else in the other one, as its own type.

    Raises Unknown for a number, kind or language that does not exist, Withdrawn for a page that was public once.
    """
    if not NUMBER.fullmatch(number) or not is_language(language):
        raise Unknown
    page = shown_page(int(number), language)
    if page is None:
        _refuse(int(number))
    if kind not in page.knowledge_type.embed_kinds:
        raise Unknown
    return Framed(page, int(number), kind, language)


def shown_page(number: int, language: str) -> KnowledgePage | None:
    """The visible page with a number, in the language if it is there, as its own type; None when none is visible."""
    pages = visible(_pages(number)).select_related("locale").order_by("pk").specific()
    return min(pages, key=lambda page: page.language != language, default=None)


def _pages(number: int) -> models.QuerySet[KnowledgePage]:
    keys = PermanentNumber.objects.filter(number=number).values("translation_key")
    return KnowledgePage.objects.filter(translation_key__in=keys)


def _refuse(number: int) -> NoReturn:
    """Tell a page that readers once saw from one they never did: a draft must not be found by counting."""
    if not PermanentNumber.objects.filter(number=number).exists():
        raise Unknown
    pages = _pages(number)
    if pages.exists() and not pages.filter(first_published_at__isnull=False).exists():
        raise Unknown
    raise Withdrawn
