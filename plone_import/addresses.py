"""The last stage: every old address leads to where its content is now."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from wagtail.models import Page

from home.former_paths import public_path
from home.models import FormerPath
from plone_import.context import Context
from plone_import.links import normal
from plone_import.plan import Fate, Placement
from plone_import.report import Row
from plone_import.texts import Place

TEMPORARY = re.compile(r"/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(/|$)")
MAX_PATH = 1000


def keep_addresses(ctx: Context) -> None:
    """Write a former path for every old address that is not an address of this site."""
    addresses = _Addresses(ctx)
    for placement in ctx.batches("addresses", ctx.plan.placements):
        place = addresses.place_for(placement)
        if place is not None:
            addresses.keep(placement.item.path, place)
    for source, target in ctx.batches("redirects", sorted(ctx.export.redirects.items())):
        addresses.keep_redirect(source, target)


@dataclass(frozen=True)
class _Target:
    page: int | None
    image: int | None
    document: int | None


class _Addresses:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.site_id = f"/{ctx.export.site_id}" if ctx.export.site_id else ""
        rows = FormerPath.objects.filter(site=ctx.site)
        self.known = {row.prefix: _Target(row.page_id, row.image_id, row.document_id) for row in rows}
        self.present = {
            public_path(ctx.site, language, home.url_path, url_path): pk
            for language, home in ctx.homes.items()
            for pk, url_path in Page.objects.descendant_of(home, inclusive=True).values_list("pk", "url_path")
        }

    def place_for(self, placement: Placement) -> Place | None:
        """Where the address of an item leads: what it is here, or for what is shown no more its section."""
        place = self.ctx.places.get(placement.item.uid)
        if place is not None:
            return place
        if not placement.item.path:
            return Place(page=self.ctx.homes[placement.language or "nl"].pk)
        if placement.fate == Fate.SKIPPED and placement.public and placement.parent:
            return self.ctx.places.get(placement.parent)
        return None

    def keep(self, path: str, place: Place) -> None:
        """One old path, with and without the id of the site."""
        path = normal(path)
        target = _Target(place.page or None, place.image or None, place.document or None)
        for prefix in {f"{self.site_id}{path}", path} - {""}:
            self._keep_one(prefix[:MAX_PATH], target)

    def _keep_one(self, prefix: str, target: _Target) -> None:
        if self.present.get(prefix) == target.page and target.page:
            return
        if prefix in self.present:
            self.ctx.report.rows.append(Row(prefix, "", "address_taken"))
        elif self.known.get(prefix) != target and (prefix not in self.known or self.known[prefix].page is None):
            FormerPath.objects.update_or_create(
                site=self.ctx.site,
                prefix=prefix,
                defaults={"page_id": target.page, "image_id": target.image, "document_id": target.document},
            )
            self.known[prefix] = target

    def keep_redirect(self, source: str, target: str) -> None:
        """A redirect of the old site, when it leads to something that was taken over."""
        problem = ""
        host = urlsplit(target).netloc.lower()
        item = self.ctx.index.at_path(urlsplit(target).path)
        place = self.place_for(self.ctx.plan.by_uid[item.uid]) if item else None
        if TEMPORARY.search(source):
            problem = "redirect_junk"
        elif "?" in source:
            problem = "redirect_query"
        elif host and host not in self.ctx.index.hosts:
            problem = "redirect_outside"
        elif place is None:
            problem = "redirect_dead"
        if problem or place is None:
            self.ctx.report.rows.append(Row(source, "", problem, target))
            return
        path = normal(source)
        self.keep(path.removeprefix(self.site_id) if f"{path}/".startswith(f"{self.site_id}/") else path, place)
