"""Cards: a page in a list. One template a type, filled from here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language_info

from home.stories import raw_values
from knowledge.models import KnowledgePage
from knowledge.presentation.common import CheckLine, EvidenceMark, Role, check_line, evidence_mark, role_words, roles
from knowledge.vocabulary import Vocabulary


@dataclass(frozen=True)
class Card:
    """What the card templates show; `language` is set only for a page in another language than the list's.

    A `bridged` card of such a page is in the list's language all the same: an editor wrote title and key message in it.
    """

    page: Any
    key: str
    label: str | Promise
    template: str
    url: str
    language: str
    check: CheckLine | None
    evidence: EvidenceMark | None
    pairs: tuple[tuple[str, str], ...] = ()
    roles: tuple[Role, ...] = ()
    relation: str | Promise = ""
    reason: str = ""
    # Title and text in pieces, of which some are marked as what a reader searched for; empty outside search.
    title_pieces: tuple[Any, ...] = ()
    text_pieces: tuple[Any, ...] = ()
    bridged: bool = False
    text_attached: bool = False  # whether the text stands in a file attached to the page
    found_pieces: tuple[tuple[Any, ...], ...] = ()  # labels by which it was found when its text shows nothing of it

    @property
    def language_name(self) -> str:
        """The name of the page's language in the reader's; empty when it is the list's own."""
        return str(get_language_info(self.language)["name_translated"]) if self.language else ""

    @property
    def text_language(self) -> str:
        """The language of title and text when it is not the list's."""
        return "" if self.bridged else self.language

    @property
    def role_words(self) -> str:
        """The roles of the page in words."""
        return role_words(self.roles)


def card(
    page: KnowledgePage, terms: Vocabulary, language: str, *, relation: str | Promise = "", reason: str = "",
    today: date | None = None, with_roles: bool = False,
) -> Card:  # fmt: skip
    """The card of a page. `with_roles` reads its concepts: load them beforehand for a list."""
    declared = page.knowledge_type
    keys = [concept.key for concept in page.concepts("gov_role")] if with_roles else []
    return Card(
        page=page,
        key=declared.key,
        label=declared.label,
        template=declared.card_template,
        url=page.url or "",
        language="" if page.language == language else page.language,
        check=check_line(page, today or date.today()),
        evidence=evidence_mark(page),
        pairs=_pairs(page, terms),
        roles=roles(keys) if keys else (),
        relation=relation,
        reason=reason,
    )


def cards(pages: Iterable[KnowledgePage], terms: Vocabulary, language: str) -> list[Card]:
    """The cards of a list whose concepts are loaded."""
    return [card(page, terms, language, with_roles=True) for page in pages]


def _pairs(page: Any, terms: Vocabulary) -> tuple[tuple[str, str], ...]:
    pairs = getattr(page, "value_pairs", None)
    values = raw_values(pairs) if pairs else []
    return tuple((_label(terms, pair.get("a", "")), _label(terms, pair.get("b", ""))) for pair in values)


def _label(terms: Vocabulary, key: str) -> str:
    term = terms.get(("value", key))
    return term.label if term else key
