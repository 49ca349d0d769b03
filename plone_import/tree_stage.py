"""The second stage: every page gets its place in the tree, as a draft without text, so that links can point to it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.urls import Resolver404, resolve
from django.utils.translation import override
from wagtail.models import Page

from knowledge.models import KnowledgeIndexPage, KnowledgePage
from knowledge.site import section
from plone_import.context import Context
from plone_import.models import PloneItem
from plone_import.page_values import page_slug, page_title
from plone_import.plan import Fate, Placement
from plone_import.report import Outcome
from plone_import.reviews import spread
from plone_import.texts import Place


def make_tree(ctx: Context) -> None:
    """Find or make the page of every item that is one."""
    tree = _Tree(ctx)
    for placement in ctx.batches("tree", ctx.having(Fate.HOME, Fate.SECTION, Fate.PAGE, Fate.FOLDED)):
        tree.settle(placement)


class _Tree:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.groups = {uid: group for group in ctx.export.translations for uid in group.values() if len(group) > 1}
        self.reviews = self._review_dates()

    def settle(self, placement: Placement) -> None:
        uid = placement.item.uid
        row = self.ctx.rows.get(uid)
        if row is not None and row.page is not None:
            self.ctx.places[uid] = Place(page=row.page.pk)
            if row.joined and placement.fate == Fate.SECTION:
                self.ctx.report.add(placement.item, "joined_section", row.page.title)
        elif row is not None:
            self.ctx.skip(placement.item, "deleted_here")
        else:
            self._first_time(placement)

    def _first_time(self, placement: Placement) -> None:
        if placement.fate == Fate.HOME:
            self._keep(placement, self.ctx.homes[placement.language], joined=True)
            self.ctx.report.settle(placement.item.uid, Outcome.JOINED)
        elif placement.fate == Fate.FOLDED:
            folder = self.ctx.page(self.ctx.plan.default_of[placement.item.uid])
            self._keep(placement, folder or self._parent(placement), joined=True)
            self.ctx.report.settle(placement.item.uid, Outcome.CREATED)
        elif (found := self._section_to_join(placement)) is not None:
            self._keep(placement, found, joined=True)
            self.ctx.report.add(placement.item, "joined_section", found.title)
        else:
            self._keep(placement, self._make(placement), joined=False)

    def _keep(self, placement: Placement, page: Page, *, joined: bool) -> None:
        item = placement.item
        row = PloneItem.objects.create(
            uid=item.uid, old_path=item.path, page_id=page.pk, joined=joined, run=self.ctx.run
        )
        self.ctx.rows[item.uid] = row
        self.ctx.places[item.uid] = Place(page=page.pk)

    def _parent(self, placement: Placement) -> Page:
        found = self.ctx.page(placement.parent) if placement.parent else None
        if found is not None:
            return found
        if placement.fate == Fate.SECTION:
            return Page.objects.get(pk=self.ctx.homes[placement.language].pk)
        return Page.objects.get(pk=section("article", placement.language).pk)

    def _section_to_join(self, placement: Placement) -> Page | None:
        """A section that is there at the same address, or as the translation of the same section."""
        if placement.fate != Fate.SECTION:
            return None
        sections = KnowledgeIndexPage.objects.exclude(pk__in=[place.page for place in self.ctx.places.values()])
        if placement.rule and placement.rule.join:
            return section(placement.rule.join, placement.language)
        parent = self._parent(placement)
        found = sections.child_of(parent).filter(slug=page_slug(placement.item)).first()
        key = self._key(placement)
        return found or (sections.filter(translation_key=key, locale=self.ctx.locale(placement.language)).first())

    def _key(self, placement: Placement) -> UUID | None:
        """The translation key of the first page of the item's group that has its place."""
        for uid in self.groups.get(placement.item.uid, {}).values():
            page = self.ctx.page(uid)
            if uid != placement.item.uid and page is not None:
                return UUID(str(page.translation_key))
        return None

    def _make(self, placement: Placement) -> Page:
        parent, item = self._parent(placement), placement.item
        slug = self._free_slug(placement, parent)
        locale = self.ctx.locale(placement.language)
        model = placement.rule.model if placement.rule and placement.fate == Fate.PAGE else None
        page: Page = (model or KnowledgeIndexPage)(
            title=page_title(item, self.ctx.report), slug=slug, locale=locale, live=False
        )
        key = self._key(placement)
        if key and Page.objects.filter(translation_key=key, locale=locale).exists():
            self.ctx.report.add(item, "translation_taken")
            key = None
        page.translation_key = key or uuid4()
        if isinstance(page, KnowledgePage):
            page.review_by = self.reviews[item.uid]
        parent.add_child(instance=page)
        return page

    def _free_slug(self, placement: Placement, parent: Page) -> str:
        wish = slug = page_slug(placement.item)
        taken = set(parent.get_children().values_list("slug", flat=True))
        below_home = parent.pk == self.ctx.homes[placement.language].pk
        number = 1
        while slug in taken or (below_home and self._is_reserved(slug, placement.language)):
            number += 1
            slug = f"{wish}-{number}"
        if slug != wish:
            self.ctx.report.add(placement.item, "slug", slug)
        return slug

    @staticmethod
    def _is_reserved(slug: str, language: str) -> bool:
        """Whether a view of this site, and not a page, answers at the address."""
        with override(language):
            try:
                return resolve(f"/{language}/{slug}/").url_name != "wagtail_serve"
            except Resolver404:
                return False

    def _review_dates(self) -> dict[str, date]:
        waiting = [
            placement.item for placement in self.ctx.having(Fate.PAGE) if placement.item.uid not in self.ctx.rows
        ]
        oldest_first = sorted(waiting, key=lambda item: (item.modified or self.ctx.now, item.uid))
        imported = KnowledgePage.objects.filter(taken_over_from__isnull=False, review_by__isnull=False)
        mapping = self.ctx.mapping
        return spread(
            [item.uid for item in oldest_first],
            list(imported.values_list("review_by", flat=True)),
            self.ctx.now.date() + timedelta(days=7),
            mapping.review_months,
            mapping.review_per_week,
        )
