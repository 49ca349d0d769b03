"""What all stages of one import share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from plone_import.items import Export, Item
from plone_import.links import LinkIndex
from plone_import.mapping import Mapping
from plone_import.models import PloneItem, PloneRun
from plone_import.plan import Fate, Placement, Plan
from plone_import.report import Outcome, Report
from plone_import.texts import Place

BATCH = 50
T = TypeVar("T")
Progress = Callable[[str, int, int], None]


class NoSiteError(Exception):
    """The site has no home pages yet: `set_up_site` must run first."""


@dataclass
class Context:
    """One run: the export and its plan, what the site holds of it, and what is said of it."""

    export: Export
    mapping: Mapping
    plan: Plan
    index: LinkIndex
    run: PloneRun
    site: Site
    homes: dict[str, HomePage]
    now: datetime
    progress: Progress
    report: Report = field(default_factory=Report)
    rows: dict[str, PloneItem] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def having(self, *fates: Fate) -> list[Placement]:
        """The placements with one of these fates, parents first."""
        return [placement for placement in self.plan.placements if placement.fate in fates]

    def locale(self, language: str) -> Locale:
        """The locale of a language."""
        return self.homes[language].locale

    def page(self, uid: str) -> Page | None:
        """The page that an item is here, freshly read; None when it is none."""
        place = self.places.get(uid)
        return Page.objects.filter(pk=place.page).first() if place and place.page else None

    def skip(self, item: Item, reason: str, what: str = "") -> None:
        """An item that is not taken over, with its line in the report."""
        self.report.settle(item.uid, Outcome.SKIPPED, reason)
        self.report.add(item, reason, what)

    def batches(self, stage: str, things: Sequence[T]) -> Iterator[T]:
        """All of `things`, each batch in a transaction of its own, with word of the progress after it."""
        for start in range(0, len(things), BATCH):
            batch = things[start : start + BATCH]
            with transaction.atomic():
                yield from batch
            self.progress(stage, start + len(batch), len(things))


def default_site() -> tuple[Site, dict[str, HomePage]]:
    """The site that is imported into, with its home page in each language; raises NoSiteError when there is none."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NoSiteError
    homes = HomePage.objects.filter(translation_key=site.root_page.translation_key).select_related("locale")
    found = {home.locale.language_code: home for home in homes}
    if not found:
        raise NoSiteError
    return site, found
