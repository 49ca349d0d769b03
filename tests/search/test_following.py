"""What changes for readers changes in search, in the same transaction: nothing is left for a command to find."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import LiftedRestriction
from knowledge.models import PageRelation
from knowledge.site import section
from search.maintenance import check
from search.models import SearchDocument
from search.queries import Query
from search.service import search
from tests import factories

pytestmark = pytest.mark.django_db
WORD = "dagopvang"


@pytest.fixture(autouse=True)
def _documents_equal_pages(homes):
    """After every test, what is stored for search is what would be made of the pages now."""
    yield
    assert check(mend=False) == []


def titles(text=WORD, language="nl", **fields):
    """What a reader gets, and that the count says so too."""
    results = search(Query(text, language, **fields))
    assert results.total == len(results.hits)
    return [hit.page.title for hit in results.hits]


def case(title="Bewoners nemen de dagopvang over", **fields):
    return factories.case(title=title, **{"summary": "Een samenvatting.", **fields})


def later(**hours):
    """A block in which that much time has passed."""
    return patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(**hours))


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def translate(page, title):
    twin = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    twin.title, twin.slug = title, f"{page.slug}-english"
    twin.save_revision().publish()
    return type(page).objects.get(pk=twin.pk)


def relate(page, target):
    page.relations.add(PageRelation(target=target))
    page.save_revision().publish()


def test_published_page_is_found_and_a_draft_is_not(homes):
    draft = case(publish=False)
    assert titles() == []
    draft.get_latest_revision().publish()
    assert titles() == ["Bewoners nemen de dagopvang over"]


def test_changed_page_is_found_by_its_new_words_and_a_changed_draft_by_its_old(homes):
    page = case()
    page.title = "Buurtgenoten nemen de wijkkeuken over"
    page.save_revision()
    assert titles() == ["Bewoners nemen de dagopvang over"]
    page.get_latest_revision().publish()
    assert titles() == []
    assert titles("wijkkeuken") == ["Buurtgenoten nemen de wijkkeuken over"]


def test_change_that_is_rolled_back_leaves_search_as_it_was(homes):
    page = case()
    with transaction.atomic():
        page.unpublish()
        assert titles() == []
        transaction.set_rollback(True)
    assert titles() == ["Bewoners nemen de dagopvang over"]


def test_scheduled_publication_is_found_when_its_hour_has_come(homes):
    page = case(publish=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert titles() == []
    with later(hours=2):
        call_command("publish_scheduled")
    assert titles() == ["Bewoners nemen de dagopvang over"]


def test_expired_page_is_gone_at_its_hour_and_after_the_command(homes):
    page = case()
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert titles() == ["Bewoners nemen de dagopvang over"]
    with later(hours=2):
        assert titles() == []
        assert search(Query(WORD)).facets == ()
        call_command("publish_scheduled")
    assert titles() == []
    assert not SearchDocument.objects.get(pk=page.pk).visible


def test_unpublished_page_is_gone_and_its_text_lies_about_nowhere(homes):
    page = case()
    page.unpublish()
    assert titles() == []
    left = SearchDocument.objects.get(pk=page.pk)
    assert (left.visible, left.texts, left.tokens, left.facets, left.title_key) == (False, {}, {}, {}, "")
    page.save_revision().publish()
    assert titles() == ["Bewoners nemen de dagopvang over"]


def test_deleted_section_takes_its_pages_along(homes):
    top = section("case", "nl")
    below = factories.store(type(top)(title="Zorg", slug="zorg", locale=top.locale), top)
    case(parent=below)
    case("Dagopvang elders")
    below.refresh_from_db()
    below.delete()
    assert titles() == ["Dagopvang elders"]


def test_moved_page_has_its_new_address_and_a_restricted_section_hides_it(homes):
    page = case()
    page.move(section("article", "nl"), pos="last-child")
    assert search(Query(WORD)).hits[0].page.url == f"/nl/artikelen/{page.slug}/"
    restrict(section("dilemma", "nl"))
    assert titles() == ["Bewoners nemen de dagopvang over"]
    page.refresh_from_db()
    page.move(section("dilemma", "nl"), pos="last-child")
    assert titles() == []
    page.refresh_from_db()
    page.move(section("article", "nl"), pos="last-child")
    assert titles() == ["Bewoners nemen de dagopvang over"]


def test_changed_slug_shows_in_the_address(homes):
    page = case()
    page.slug = "dagopvang-nieuw"
    page.save_revision().publish()
    assert search(Query(WORD)).hits[0].page.url == "/nl/praktijk/dagopvang-nieuw/"


@pytest.mark.parametrize("place", ["page", "section", "home"])
def test_restriction_hides_the_page_until_it_is_removed(homes, place):
    page = case()
    restriction = restrict({"page": page, "section": section("case", "nl"), "home": homes["nl"]}[place])
    assert titles() == []
    restriction.delete()
    assert titles() == ["Bewoners nemen de dagopvang over"]


def test_restriction_on_a_translation_hides_the_page_until_an_editor_lifts_it(homes):
    page = case()
    twin = translate(page, "Residents run the day centre")
    assert titles("residents", "en") == ["Residents run the day centre"]
    restriction = restrict(page)
    assert titles("residents", "en") == []
    lifted = LiftedRestriction.objects.create(page=twin)
    assert titles("residents", "en") == ["Residents run the day centre"]
    lifted.delete()
    assert titles("residents", "en") == []
    restriction.delete()
    assert titles("residents", "en") == ["Residents run the day centre"]


def test_translation_is_found_in_its_own_language(homes):
    page = case()
    translate(page, "Residents run the day centre")
    assert titles("residents", "en") == ["Residents run the day centre"]
    assert titles("residents") == []
    assert titles("residents", languages=("nl", "en")) == ["Residents run the day centre"]


def test_untranslated_page_is_found_by_its_title_in_the_other_language(homes):
    case(bridge_title="Residents run the day centre", bridge_message="It opens three days a week.")
    assert titles("residents opening") == ["Bewoners nemen de dagopvang over"]
    assert titles("residents", "en") == []
    assert titles("residents", "en", languages=("nl", "en")) == ["Bewoners nemen de dagopvang over"]


def test_page_is_found_by_labels_and_synonyms_as_they_are_now(homes):
    linked = factories.concept("theme", "trust", label="Vertrouwen", synonyms="goodwill")
    listed = factories.concept("actor_kind", "coop", label="Maatschap")
    actor = ("item", {"name": "De Brug", "kind": "coop", "role": ""})
    case(concepts=[linked, factories.concept("gov_layer", "municipality")], actors=[actor])
    for words in ("vertrouwen", "goodwill", "maatschap", "brug"):
        assert titles(words) == ["Bewoners nemen de dagopvang over"], words
    linked.label, linked.synonyms = "Geloof", "krediet"
    linked.save()
    listed.label = "Onderlinge"
    listed.save()
    for words in ("vertrouwen", "goodwill", "maatschap"):
        assert titles(words) == [], words
    for words in ("geloof", "krediet", "onderlinge"):
        assert titles(words) == ["Bewoners nemen de dagopvang over"], words


def test_related_page_gives_its_title_while_it_is_visible(homes):
    page, other = case(), case("Een wijkkeuken zonder subsidie")
    relate(page, other)
    assert titles("wijkkeuken") == ["Een wijkkeuken zonder subsidie", "Bewoners nemen de dagopvang over"]
    assert set(titles()) == {"Een wijkkeuken zonder subsidie", "Bewoners nemen de dagopvang over"}
    other.refresh_from_db()
    other.title = "Een buurtrestaurant zonder subsidie"
    other.save_revision().publish()
    assert titles("wijkkeuken") == []
    assert titles("buurtrestaurant")[1:] == ["Bewoners nemen de dagopvang over"]
    restriction = restrict(other)
    assert titles("buurtrestaurant") == []
    restriction.delete()
    other.unpublish()
    assert titles("buurtrestaurant") == []
    other.save_revision().publish()
    assert len(titles("buurtrestaurant")) == 2
    other.delete()
    assert titles("buurtrestaurant") == []


def test_relation_that_is_taken_away_takes_its_words_along(homes):
    page, other = case(), case("Een wijkkeuken zonder subsidie")
    relate(page, other)
    PageRelation.objects.get().delete()
    assert titles("wijkkeuken") == ["Een wijkkeuken zonder subsidie"]


def test_alias_is_not_found_until_it_is_made_a_page_of_its_own(homes):
    page = case()
    alias = page.create_alias(parent=section("article", "nl"), update_slug="kopie")
    assert titles() == ["Bewoners nemen de dagopvang over"]
    ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
    assert titles() == ["Bewoners nemen de dagopvang over"] * 2


def test_bulk_actions_are_followed(homes, client):
    client.force_login(factories.superuser())
    pages = [case(f"Dagopvang {number}") for number in range(3)]

    def bulk(action, *chosen, **data):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        query = "&".join(f"id={page.pk}" for page in chosen)
        assert client.post(f"{address}?next=/admin/&{query}", data).status_code == 302

    bulk("unpublish", *pages[:2])
    assert titles() == ["Dagopvang 2"]
    bulk("publish", *pages[:2])
    assert len(titles()) == 3
    restrict(section("dilemma", "nl"))
    bulk("move", pages[0], chooser=section("dilemma", "nl").pk)
    assert sorted(titles()) == ["Dagopvang 1", "Dagopvang 2"]
    bulk("delete", pages[1])
    assert titles() == ["Dagopvang 2"]


def test_unpublishing_a_section_with_all_below_it_is_followed(homes):
    case()
    top = section("case", "nl")
    UnpublishPageAction(top, user=factories.superuser(), include_descendants=True).execute()
    assert titles() == []


def test_type_and_facets_follow_the_page(homes):
    page = case(phase="exploring")
    assert titles(filters={"phase": ("exploring",)}) == ["Bewoners nemen de dagopvang over"]
    page.phase = "sharing"
    page.save_revision().publish()
    assert titles(filters={"phase": ("exploring",)}) == []
    assert titles(filters={"type": ("case",), "phase": ("sharing",)}) == ["Bewoners nemen de dagopvang over"]


def test_stale_index_never_shows_a_page_that_readers_may_not_open(homes):
    page = case()
    Page.objects.filter(pk=page.pk).update(live=False)  # as no editor can, past all that search follows
    assert search(Query(WORD)).hits == ()
    assert [difference.what for difference in check(mend=True)] == ["left behind"]
    assert search(Query(WORD)).total == 0
