"""What a page type tells the other apps about itself.

`search`, `embed`, `readers` and `editorial` work on these declarations and never on a type by name, so a new page type
needs no change outside `knowledge`. `knowledge.checks` stops the start when a type forgets one.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise


class SearchField(StrEnum):
    """The parts of a search document, in order of weight."""

    TITLE = "title"
    HEADINGS = "headings"
    SUMMARY = "summary"  # key message and summary
    BODY = "body"
    LABELS = "labels"  # of facets, actors and related pages
    ATTACHMENTS = "attachments"  # the text inside attached files; no field of a page


class FacetSource(StrEnum):
    """Where the values of a facet come from."""

    CONCEPTS = "concepts"  # linked concepts, and concept keys inside structured lists
    CHOICES = "choices"  # a model field with choices
    YEAR = "year"  # a model field with a year


@dataclass(frozen=True)
class Scheme:
    """A vocabulary that a type uses: how many concepts of it a page may have, and whether readers filter on it."""

    key: str
    label: Text
    max: int | None = None
    facet: bool = True


@dataclass(frozen=True)
class ChoiceFacet:
    """A filter on a fixed scale or a year that stands in a field of the model."""

    field: str
    label: Text
    source: FacetSource = FacetSource.CHOICES


@dataclass(frozen=True)
class KnowledgeType:
    """The declaration of a page type.

    `searched` names model fields by the part of the search document that their text goes to; `list_facets` names
    structured lists (StreamFields) that hold concept keys, as (field, key inside the block, scheme); `embed_kinds`
    are the sizes in which a page of the type can be embedded. `sections` are the fields that tell the whole story, in
    reading order (those of the searched body, unless told otherwise); `brief` names a property that gives the page in
    a few rows of (field, label, text).
    """

    key: str  # stable, in addresses and API: "case"
    label: Text  # "Practice case"
    label_plural: Text
    card_template: str
    searched: dict[SearchField, tuple[str, ...]]
    schemes: tuple[Scheme, ...] = ()
    choice_facets: tuple[ChoiceFacet, ...] = ()
    list_facets: tuple[tuple[str, str, str], ...] = ()
    relation_kinds: tuple[str, ...] = ()
    embed_kinds: tuple[str, ...] = ("card", "summary", "full")
    sections: tuple[str, ...] = ()
    brief: str = ""
    schema_org: str = "Article"

    @property
    def facets_declared(self) -> bool:
        """Whether a reader can filter on anything of this type."""
        return bool(self.choice_facets) or any(scheme.facet for scheme in self.schemes)

    def field_names(self) -> set[str]:
        """Every model field that the declaration names."""
        names = {name for fields in self.searched.values() for name in fields}
        names |= {facet.field for facet in self.choice_facets} | set(self.sections)
        names |= {self.brief} if self.brief else set()
        return names | {field for field, _name, _scheme in self.list_facets}

    @property
    def story(self) -> tuple[str, ...]:
        """The fields that tell the whole story, in reading order."""
        return self.sections or self.searched.get(SearchField.BODY, ())

    def scheme(self, key: str) -> Scheme | None:
        """The declaration of one vocabulary; None when the type does not use it."""
        return next((scheme for scheme in self.schemes if scheme.key == key), None)
