"""Blocks of structured lists: who took part, perspectives, options, sessions."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import FixedCharBlock
from knowledge.models.concept import Concept, SchemeKey


def concept_choices(scheme: str) -> Callable[[], list[tuple[str, str]]]:
    """The keys of a scheme with their labels in the active language, read when a form is shown."""

    def choices() -> list[tuple[str, str]]:
        language = get_language()
        labels: dict[str, str] = {}
        for concept in Concept.objects.filter(scheme=scheme).select_related("locale").order_by("sort_order"):
            if concept.key not in labels or concept.locale.language_code == language:
                labels[concept.key] = concept.label
        return list(labels.items())

    return choices


class ConceptKeyBlock(blocks.ChoiceBlock):
    """A concept of one scheme by its stable key, which is the same in every language."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(choices=concept_choices(scheme), **kwargs)

    def normalize_choice(self, value: str | None) -> str | None:
        """A stored key as it is: keys are text already, and looking each up would ask the database for every item."""
        return value


class ActorBlock(blocks.StructBlock):
    """A party and what it did."""

    name = FixedCharBlock(label=_("Name"))
    kind = ConceptKeyBlock(SchemeKey.ACTOR_KIND, label=_("Kind"), required=False)
    role = blocks.CharBlock(label=_("Role"), required=False)

    class Meta:
        icon = "group"
        label = _("Party")


class AdopterBlock(blocks.StructBlock):
    """An organisation that did the same."""

    name = FixedCharBlock(label=_("Organisation"))
    note = blocks.CharBlock(label=_("Note"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "repeat"
        label = _("Also applied by")


class SourceBlock(blocks.StructBlock):
    """A source: what it is and where it can be read."""

    title = blocks.CharBlock(label=_("Title"))
    url = blocks.URLBlock(label=_("Address"), required=False)
    note = blocks.CharBlock(label=_("Note"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")


class NoticeBlock(blocks.StructBlock):
    """A dated correction or notice; it stays for the life of the page."""

    date = blocks.DateBlock(label=_("Date"))
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("correction", _("Correction")), ("notice", _("Notice"))],
        default="correction",
    )
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Correction or notice")


class ValuePairBlock(blocks.StructBlock):
    """Two values that pull in different directions."""

    a = ConceptKeyBlock(SchemeKey.VALUE, label=_("Value"))
    b = ConceptKeyBlock(SchemeKey.VALUE, label=_("against"))

    class Meta:
        icon = "arrows-up-down"
        label = _("Values in tension")


class PerspectiveBlock(blocks.StructBlock):
    """How one party looks at a dilemma."""

    who = blocks.CharBlock(label=_("Who"))
    position = blocks.TextBlock(label=_("Position"))
    interest = blocks.TextBlock(label=_("Interest"), required=False)
    value = ConceptKeyBlock(SchemeKey.VALUE, label=_("Value"), required=False)
    desired_role = blocks.CharBlock(label=_("Role wanted from government"), required=False)

    class Meta:
        icon = "user"
        label = _("Perspective")


class OptionBlock(blocks.StructBlock):
    """One way out of a dilemma, with who bears its drawback."""

    title = blocks.CharBlock(label=_("Option"))
    what = blocks.TextBlock(label=_("What you do"))
    pros = blocks.TextBlock(label=_("Advantages"), required=False)
    cons = blocks.TextBlock(label=_("Drawbacks"), required=False)
    who_bears = blocks.TextBlock(label=_("Who bears the drawback"), required=False)
    mitigation = blocks.TextBlock(label=_("What softens it"), required=False)
    fits_role = ConceptKeyBlock(SchemeKey.GOV_ROLE, label=_("Fits the role"), required=False)
    when_not = blocks.TextBlock(label=_("When not"), required=False)
    cases = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="knowledge.KnowledgePage"),
        label=_("Cases and research"),
        default=[],
    )

    class Meta:
        icon = "list-ul"
        label = _("Option")


class ReflectionBlock(blocks.StructBlock):
    """What someone from practice or science says of it."""

    kind = blocks.ChoiceBlock(
        label=pgettext_lazy("reflection", "From"),
        choices=[("practice", _("practice")), ("science", _("science"))],
        default="practice",
    )
    text = blocks.TextBlock(label=_("Text"))
    who = blocks.CharBlock(label=_("Who, by role"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Reflection")


class SessionBlock(blocks.StructBlock):
    """A date of a learning studio."""

    start = blocks.DateTimeBlock(label=_("Start"))
    end = blocks.DateTimeBlock(label=_("End"), required=False)
    place = FixedCharBlock(label=_("Place"), required=False)
    online_url = blocks.URLBlock(label=_("Online address"), required=False)
    note = blocks.CharBlock(label=_("Note"), required=False)

    class Meta:
        icon = "date"
        label = _("Session")


class ProgrammeStepBlock(blocks.StructBlock):
    """A step of a programme with its length."""

    title = blocks.CharBlock(label=_("Step"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, required=False)
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "time"
        label = _("Step")


def list_of(item: type[blocks.StructBlock], *, least: int | None = None, most: int | None = None) -> Any:
    """A StreamBlock that holds one kind of item, as a StreamField needs it; the check registry asks for `least`."""
    return blocks.StreamBlock([("item", item())], required=False, min_num=least, max_num=most)
