"""What a visitor can open equals what search finds equals what can be embedded, whatever editors did.

Random trees of drafts, live, scheduled, expired, restricted, aliased and translated pages, changed in random ways;
after each change every page is looked for at its address, in search and in its frame.
"""

import os
from datetime import timedelta
from itertools import count

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from home.models import KennisbankDocument, LiftedRestriction
from home.visibility import is_visible
from knowledge.models import KnowledgeIndexPage, KnowledgePage, PracticeCase
from knowledge.site import section, set_up_site
from search import outbox
from search.attachments.models import AttachmentText
from search.attachments.texts import source_of
from search.engines.choice import remote_engine
from search.more_like_this import more_like_this
from search.queries import Query
from search.service import search
from search.suggestions import suggestion_groups
from tests import factories

# A run of each engine in CI; `make prove` asks for more.
EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "5"))
numbers = count(1)


def word() -> str:
    """A word that stands on one page only and that no stemmer touches."""
    return "".join(chr(ord("b") + int(digit)) for digit in f"{next(numbers):06d}") + "xq"


def read_file() -> KennisbankDocument:
    """A file that was read already and has a word of its own, which is its title."""
    own = word()
    collection = Collection.objects.filter(name="Files").first()
    collection = collection or Collection.get_first_root_node().add_child(name="Files")
    file = KennisbankDocument.objects.create(title=own, file=f"documents/{own}.pdf", collection=collection)
    AttachmentText.objects.create(pk=file.pk, source=source_of(file), state=AttachmentText.State.READ, text=own)
    return file


class Site:
    """A small tree, and the acts of editors on it; each act takes a number that picks its pages."""

    def __init__(self) -> None:
        set_up_site(hostname="testserver")
        self.top = section("case", "nl")
        self.sections = [self.top, self._section("een"), self._section("twee")]
        for parent in self.sections:
            self.add(parent)
        self.translate(0)

    def _section(self, name):
        page = KnowledgeIndexPage(title=name, slug=name, locale=self.top.locale)
        KnowledgeIndexPage.objects.get(pk=self.top.pk).add_child(instance=page)
        return page

    def add(self, parent, *, publish=True):
        own = word()
        return factories.case(
            title=f"Geval {own}", slug=word(), summary=f"Over {own} en meer.", publish=publish,
            context=[("document", {"document": read_file(), "title": ""})],
            parent=KnowledgeIndexPage.objects.get(pk=parent.pk),
        )  # fmt: skip

    def pages(self):
        return list(PracticeCase.objects.order_by("pk"))

    def pick(self, number, pages=None):
        pages = self.pages() if pages is None else pages
        return pages[number % len(pages)] if pages else None

    def pick_any(self, number):
        """A case, or a section with all that stands below it."""
        return Page.objects.get(pk=self.pick(number, [*self.pages(), *self.sections]).pk)

    def add_english(self, number):
        own = word()
        factories.case(title=f"Case {own}", slug=word(), summary=f"About {own} and more.", language="en")

    def draft(self, number):
        self.add(self.pick(number, self.sections), publish=False)

    def publish(self, number):
        page = self.pick(number)
        if page and not page.alias_of_id:
            page.go_live_at = page.expire_at = None
            page.save_revision().publish()

    def schedule(self, number):
        page = self.pick(number)
        if page and not page.alias_of_id:
            page.go_live_at = timezone.now() + timedelta(days=1)
            page.save_revision().publish()

    def expire(self, number):
        page = self.pick(number)
        if page and not page.alias_of_id:
            page.expire_at = timezone.now() + timedelta(milliseconds=1)
            page.save_revision().publish()

    def unpublish(self, number):
        if page := self.pick(number):
            page.unpublish()

    def restrict(self, number):
        page = self.pick_any(number)
        kind = PageViewRestriction.LOGIN if number % 2 else PageViewRestriction.PASSWORD
        if not PageViewRestriction.objects.filter(page=page).exists():
            PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim" if kind else "")

    def unrestrict(self, number):
        if restriction := self.pick(number, list(PageViewRestriction.objects.order_by("pk"))):
            restriction.delete()

    def lift(self, number):
        if page := self.pick(number):
            LiftedRestriction.objects.get_or_create(page_id=page.pk)

    def alias(self, number):
        if page := self.pick(number):
            page.create_alias(update_slug=word(), parent=KnowledgeIndexPage.objects.get(pk=self.top.pk))

    def convert_alias(self, number):
        if alias := self.pick(number, [page for page in self.pages() if page.alias_of_id]):
            own = word()
            alias.alias_of = None
            alias.title, alias.summary = f"Geval {own}", f"Over {own} en meer."
            alias.save_revision().publish()

    def translate(self, number):
        page = self.pick(number, [page for page in self.pages() if page.language == "nl"])
        english = Locale.objects.get(language_code="en")
        if page and not page.alias_of_id and not page.has_translation(english):
            own = word()
            twin = page.copy_for_translation(english, copy_parents=True)
            twin.slug, twin.title, twin.summary = word(), f"Case {own}", f"About {own} and more."
            twin.save_revision().publish()

    def move(self, number):
        if page := self.pick(number, [page for page in self.pages() if page.language == "nl"]):
            target = KnowledgeIndexPage.objects.get(pk=self.pick(number // 7, self.sections).pk)
            page.move(target, pos="last-child")

    def move_section(self, number):
        one, two = (KnowledgeIndexPage.objects.get(pk=page.pk) for page in self.sections[1:])
        if not one.is_descendant_of(two) and not two.is_descendant_of(one):
            one.move(two, pos="last-child")
        else:
            inner = one if one.is_descendant_of(two) else two
            inner.move(KnowledgeIndexPage.objects.get(pk=self.top.pk), pos="last-child")

    def close_files(self, number):
        collection = Collection.objects.get(name="Files")
        if not CollectionViewRestriction.objects.exists():
            CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    def open_files(self, number):
        if restriction := CollectionViewRestriction.objects.first():
            restriction.delete()

    def rename(self, number):
        page = self.pick(number)
        if page and not page.alias_of_id:
            page.slug = word()
            page.save_revision().publish()

    def delete(self, number):
        if page := self.pick(number):
            page.delete()


ACTS = [name for name in vars(Site) if not name.startswith("_") and name not in {"add", "pages", "pick", "pick_any"}]


def own_word(page) -> str:
    return page.title.split()[-1]


def seen_by_a_visitor(page) -> dict[str, bool]:
    """Whether a page shows at its address, in search and in its frame, by its own word in its own language."""
    own, client = own_word(page), Client()
    found = search(Query(own, language=page.language))
    suggested = {one.title for group in suggestion_groups(own, page.language) for one in group.suggestions}
    frame = client.get(f"/embed/v1/open/full/{page.number}/{page.language}/")
    address = client.get(page.get_url() or "/none/")
    return {
        "address": address.status_code == 200 and own in address.content.decode(),
        "search": page.pk in {hit.page.pk for hit in found.hits},
        "count": found.total > 0,
        "facets": any(value.count for facet in found.facets for value in facet.values),
        "suggestions": page.title in suggested,
        "frame": frame.status_code == 200 and own in frame.content.decode(),
    }


def found_by_its_file(page) -> bool:
    """Whether search finds a page by the word of the file attached to it."""
    file = next(block.value["document"] for block in page.specific.context if block.block_type == "document")
    return page.pk in {hit.page.pk for hit in search(Query(file.title, language=page.language)).hits}


def check(step: str) -> None:
    outbox.deliver()  # what a loaded Elasticsearch did not take at once
    if remote := remote_engine():
        remote.refresh()  # readers see it within a second; the test does not wait
    for page in KnowledgePage.objects.filter(alias_of__isnull=True).select_related("locale"):
        expected = is_visible(page)
        seen = seen_by_a_visitor(page)
        assert set(seen.values()) == {expected}, (step, page.title, page.url_path, expected, seen)
        if page.language == "nl":
            opened = expected and not CollectionViewRestriction.objects.exists()
            assert found_by_its_file(page) == opened, (step, page.title, "by its file", opened)
    shown = {page.title for page in KnowledgePage.objects.filter(alias_of__isnull=True) if is_visible(page)}
    for page in KnowledgePage.objects.filter(alias_of__isnull=True):
        assert {similar.title for similar in more_like_this(page)} <= shown, (step, page.title)
    for alias in KnowledgePage.objects.filter(alias_of__isnull=False):
        assert Client().get(alias.get_url() or "/none/").status_code in {302, 404}, (step, alias.url_path)


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request):
    """The site searches on its database, then on Elasticsearch."""
    if request.param == "elasticsearch":
        request.getfixturevalue("site_with_elasticsearch")


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES, deadline=None, phases=[Phase.generate],  # each step is slow: no hour of shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 999)), min_size=4, max_size=9))
def test_what_can_be_opened_is_what_is_found_is_what_can_be_embedded(engine, django_capture_on_commit_callbacks, steps):
    if remote := remote_engine():
        remote.rebuild([])
    with transaction.atomic():
        with django_capture_on_commit_callbacks(execute=True):
            site = Site()
        check("start")
        for act, number in steps:
            with django_capture_on_commit_callbacks(execute=True):
                getattr(site, act)(number)
            check(f"{act} {number}")
        transaction.set_rollback(True)
