"""Which images and documents anyone may fetch: those that stand on a visible page, and no others."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from home.visibility import visible


def is_public(item: Model) -> bool:
    """Whether a visible page, or something that is no page (a site setting, a concept), shows this image or document.

    Wagtail's reference index holds what the stored pages refer to; what only a draft revision refers to is not in it.
    An image past its `usable_until` date is public nowhere. Three queries.
    """
    usable_until: date | None = getattr(item, "usable_until", None)
    if usable_until and usable_until < date.today():
        return False
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(item), to_object_id=str(item.pk)
    )
    page_type = ContentType.objects.get_for_model(Page)
    pages, others = _split(references.values_list("base_content_type_id", "object_id"), page_type.pk)
    return others or visible(Page.objects.filter(pk__in=pages)).exists()


def _split(references: Any, page_type_id: int) -> tuple[list[int], bool]:
    pages: list[int] = []
    others = False
    for content_type_id, object_id in references:
        if content_type_id == page_type_id:
            pages.append(int(object_id))
        else:
            others = True
    return pages, others
