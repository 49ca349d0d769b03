"""Which images and documents anyone may fetch: those that stand on a visible page, and no others."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.http import HttpRequest
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from home.visibility import is_open_to_some, visible


def is_public(item: Model) -> bool:
    """Whether a visible page, or something that is no page (a site setting, a concept), shows this image or document.

    Wagtail's reference index holds what the stored pages refer to; what only a draft revision refers to is not in it.
    An image past its `usable_until` date is public nowhere. Three queries.
    """
    usable_until: date | None = getattr(item, "usable_until", None)
    if usable_until and usable_until < date.today():
        return False
    pages, others = _references_to(item)
    return others or visible(Page.objects.filter(pk__in=pages)).exists()


def may_fetch(item: Model, request: HttpRequest) -> bool:
    """Whether the reader of this request may have an item that is not public.

    Those who may see the admin may, and those who passed the password or sign-in of a page that shows it. The
    session is read only for a request that carries its cookie: public answers stay cacheable.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    if request.user.has_perm("wagtailadmin.access_admin"):
        return True
    pages, _others = _references_to(item)
    return any(_has_passed(page, request) for page in Page.objects.filter(pk__in=pages))


def in_open_collections(items: Any) -> Any:
    """Those of a queryset of images or documents that no restriction on a collection keeps from the public.

    One query for the restrictions. Whether a visible page shows them is another matter: `is_public`.
    """
    closed = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(collection__path__startswith=path)
    return items.exclude(closed)


def _has_passed(page: Page, request: HttpRequest) -> bool:
    restrictions = page.get_view_restrictions()
    return is_open_to_some(page) and all(restriction.accept_request(request) for restriction in restrictions)


def _references_to(item: Model) -> tuple[list[int], bool]:
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(item), to_object_id=str(item.pk)
    )
    page_type = ContentType.objects.get_for_model(Page)
    return _split(references.values_list("base_content_type_id", "object_id"), page_type.pk)


def _split(references: Any, page_type_id: int) -> tuple[list[int], bool]:
    pages: list[int] = []
    others = False
    for content_type_id, object_id in references:
        if content_type_id == page_type_id:
            pages.append(int(object_id))
        else:
            others = True
    return pages, others
