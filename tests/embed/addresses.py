"""Frames by their address, and a page in two languages."""

from wagtail.models import Locale

KINDS = ["card", "summary", "full"]
ANCESTORS = "frame-ancestors 'self' https://intranet.example.nl https://*.sharepoint.com"


def address(number, kind="card", language="nl", partner="open"):
    return f"/embed/v1/{partner}/{kind}/{number}/{language}/"


def english_twin(page, *, publish=True, **fields):
    """The translation of a page, written in English."""
    fields.setdefault("title", "Residents take over the day centre")
    twin = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    for name, value in fields.items():
        setattr(twin, name, value)
    revision = twin.save_revision()
    if publish:
        revision.publish()
    return type(page).objects.get(pk=twin.pk)
