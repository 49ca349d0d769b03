"""Former addresses, other languages, and what was deleted."""

import pytest
from wagtail.models import Locale

from home.models import FormerPath, PermanentNumber
from knowledge.models import KnowledgeIndexPage
from knowledge.site import section
from tests import factories

pytestmark = pytest.mark.django_db


def follow(client, path):
    response = client.get(path)
    return response.status_code, response.get("Location", "")


def rename(page, slug):
    page.slug = slug
    page.save_revision().publish()


def test_old_address_of_a_renamed_page_redirects_for_good(client, homes):
    case = factories.case(slug="oud")
    rename(case, "nieuw")
    assert follow(client, "/nl/praktijk/oud/") == (301, "/nl/praktijk/nieuw/")


def test_page_under_a_renamed_section_is_found_by_its_old_address(client, homes):
    factories.case(slug="geval")
    rename(section("case", "nl"), "praktijkverhalen")
    assert follow(client, "/nl/praktijk/geval/") == (301, "/nl/praktijkverhalen/geval/")
    assert FormerPath.objects.count() == 1


def test_page_and_its_section_both_renamed_are_found_in_either_order(client, homes):
    case = factories.case(slug="oud")
    rename(case, "nieuw")
    rename(section("case", "nl"), "verhalen")
    assert follow(client, "/nl/praktijk/oud/") == (301, "/nl/verhalen/nieuw/")
    assert follow(client, "/nl/praktijk/nieuw/") == (301, "/nl/verhalen/nieuw/")


def test_moved_page_is_found_by_its_old_address(client, homes):
    case = factories.case(slug="verhuisd")
    target = KnowledgeIndexPage(title="Archief", slug="archief", locale=case.locale)
    homes["nl"].add_child(instance=target)
    case.move(target, "last-child")
    assert follow(client, "/nl/praktijk/verhuisd/") == (301, "/nl/archief/verhuisd/")


def test_former_address_of_a_draft_leads_nowhere(client, homes):
    case = factories.case(slug="oud")
    rename(case, "nieuw")
    case.refresh_from_db()
    case.unpublish()
    assert follow(client, "/nl/praktijk/oud/") == (404, "")


def test_deleted_page_is_gone_at_its_former_address(client, homes):
    case = factories.case(slug="oud")
    rename(case, "nieuw")
    case.refresh_from_db()
    number = case.number
    case.delete()
    assert follow(client, "/nl/praktijk/oud/")[0] == 410
    assert PermanentNumber.objects.filter(number=number).exists()


def test_english_address_of_a_page_that_is_only_dutch_leads_to_the_dutch_one_with_a_notice(client, homes):
    factories.case(slug="alleen-nederlands")
    expected = (302, "/nl/praktijk/alleen-nederlands/?missing=en")
    assert follow(client, "/en/practice/alleen-nederlands/") == expected


def test_dutch_slug_under_the_english_address_leads_to_the_english_page(client, homes):
    case = factories.case(slug="geval", title="Geval")
    twin = case.copy_for_translation(Locale.objects.get(language_code="en"))
    twin.slug = "a-case"
    twin.save_revision().publish()
    assert follow(client, "/en/practice/geval/") == (302, "/en/practice/a-case/")


def test_alias_leads_to_its_original(client, homes):
    case = factories.case(slug="origineel")
    case.create_alias(parent=section("article", "nl"), update_slug="alias")
    assert follow(client, "/nl/artikelen/alias/") == (302, "/nl/praktijk/origineel/")


def test_translation_has_the_number_of_its_source_and_a_copy_has_its_own(homes):
    case = factories.case(slug="bron")
    twin = case.copy_for_translation(Locale.objects.get(language_code="en"))
    copy = case.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert twin.number == case.number
    assert copy.specific.number not in {None, case.number}


def test_unknown_address_is_not_found(client, homes):
    assert follow(client, "/nl/bestaat/niet/")[0] == 404
