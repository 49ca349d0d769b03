"""Which item becomes what: rules from a TOML file, checked against the page types of this site."""

import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from knowledge.choices import Licence
from knowledge.models import KnowledgePage
from knowledge.registry import page_type, page_types
from plone_import.items import Item

DEFAULT = Path(__file__).with_name("mapping.toml")
FATES = ("section", "image", "document", "home", "skip")
PageType = type[KnowledgePage]
RULE_KEYS = {"path", "type", "page", "fields", "body", "join"}
SITE_KEYS = {"hosts", "review_per_week", "review_months", "licence", "default_pages", "in_menu"}


class MappingError(Exception):
    """A mapping file that cannot be used; the message says why, in the reader's language."""


@dataclass(frozen=True)
class Rule:
    """Which items it is for, and what becomes of them: a key of a page type or one of FATES."""

    page: str
    path: str = "*"
    type: str = "*"
    fields: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    join: str = ""  # for a folder: the page type whose section of this site it becomes part of

    def fits(self, item: Item) -> bool:
        """Whether it is for this item."""
        return fnmatchcase(item.path, self.path) and fnmatchcase(item.type, self.type)

    @property
    def model(self) -> PageType | None:
        """The page type; None for a fate."""
        return page_type(self.page)

    @property
    def is_plain(self) -> bool:
        """Whether it makes an ordinary article, which may be folded into the text of its section."""
        return self.page == "article" and not self.fields


@dataclass(frozen=True)
class Mapping:
    """All rules, and what holds for the whole site."""

    rules: tuple[Rule, ...]
    subjects: dict[str, tuple[str, str]]  # keyword in small letters to scheme and key of a concept
    hosts: tuple[str, ...] = ()
    review_per_week: int = 3
    review_months: int = 24
    licence: str = Licence.ALL_RIGHTS
    fold_default_pages: bool = True
    in_menu: bool = False

    def rule_for(self, item: Item) -> Rule | None:
        """The first rule that fits."""
        return next((rule for rule in self.rules if rule.fits(item)), None)


def load_mapping(path: Path | None = None) -> Mapping:
    """The mapping in a file, or the one that comes with the importer; raises MappingError."""
    path = path or DEFAULT
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(_("%(file)s cannot be read: %(reason)s") % {"file": path, "reason": error}) from error
    try:
        return _mapping(values)
    except (TypeError, ValueError, AttributeError) as error:
        raise MappingError(_("%(file)s is not a mapping: %(reason)s") % {"file": path, "reason": error}) from error


def _mapping(values: dict[str, Any]) -> Mapping:
    site = values.get("site", {})
    _refuse_unknown(site, SITE_KEYS)
    licence = site.get("licence", Licence.ALL_RIGHTS)
    if licence not in Licence.values:
        raise MappingError(_("There is no licence %(name)s.") % {"name": licence})
    return Mapping(
        rules=tuple(_rule(rule) for rule in values.get("rule", [])),
        subjects={
            " ".join(name.split()).casefold(): _concept(value) for name, value in values.get("subjects", {}).items()
        },
        hosts=tuple(str(host) for host in site.get("hosts", [])),
        review_per_week=max(int(site.get("review_per_week", 3)), 1),
        review_months=max(int(site.get("review_months", 24)), 1),
        licence=licence,
        in_menu=bool(site.get("in_menu", False)),
        fold_default_pages=site.get("default_pages", "section") == "section",
    )


def _concept(value: str) -> tuple[str, str]:
    scheme, colon, key = value.partition(":")
    if not colon:
        raise MappingError(_("A concept is written as scheme:key, not as %(value)s.") % {"value": value})
    return scheme, key


def _rule(values: dict[str, Any]) -> Rule:
    _refuse_unknown(values, RULE_KEYS)
    rule = Rule(**values)
    if rule.join and page_type(rule.join) is None:
        raise MappingError(_("There is no page type %(name)s.") % {"name": rule.join})
    if rule.page not in FATES and rule.model is None:
        known = ", ".join([*(model.knowledge_type.key for model in page_types()), *FATES])
        raise MappingError(
            _("There is no page type %(name)s; there are: %(known)s.") % {"name": rule.page, "known": known}
        )
    if rule.model is not None:
        _check_fields(rule, rule.model)
    return rule


def _check_fields(rule: Rule, model: type[KnowledgePage]) -> None:
    names = {given.name for given in model._meta.get_fields()}
    for name in [*rule.fields, *filter(None, [rule.body])]:
        if name not in names:
            raise MappingError(_("The page type %(type)s has no field %(name)s.") % {"type": rule.page, "name": name})
    for name, value in rule.fields.items():
        try:
            model._meta.get_field(name).clean(value, None)
        except ValidationError as error:
            message = " ".join(error.messages)
            raise MappingError(f"{rule.page}.{name}: {message}") from error


def _refuse_unknown(values: dict[str, Any], known: set[str]) -> None:
    if unknown := values.keys() - known:
        raise MappingError(_("A mapping has no key %(names)s.") % {"names": ", ".join(sorted(unknown))})


def body_field(rule: Rule) -> str:
    """The field of the rule's page type that gets the text: the rule's own, else "body", else the first story."""
    model = rule.model
    if rule.body or model is None:
        return rule.body or "body"
    stories = [given.name for given in model._meta.local_fields if hasattr(given, "stream_block")]
    return "body" if "body" in stories else stories[0]
