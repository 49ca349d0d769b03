"""Who may see a page, by its own state and by what stands above and beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import LiftedRestriction
from home.visibility import is_visible, visible
from knowledge.site import section
from tests import factories

pytestmark = pytest.mark.django_db


def seen(page):
    """What both twins say of a page; they must agree."""
    fresh = type(page).objects.get(pk=page.pk)
    one, many = is_visible(fresh), visible(Page.objects.filter(pk=page.pk)).exists()
    assert one == many
    return one


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def translate(page):
    twin = page.copy_for_translation(Locale.objects.get(language_code="en"))
    twin.slug = f"{page.slug}-english"
    twin.save_revision().publish()
    return type(page).objects.get(pk=twin.pk)


def test_published_page_is_visible_and_a_draft_is_not(homes):
    assert seen(factories.case())
    assert not seen(factories.case(publish=False))


def test_page_past_its_expiry_date_is_hidden_before_any_command_runs(homes):
    case = factories.case()
    Page.objects.filter(pk=case.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert not seen(case)
    assert not visible(Page.objects.filter(pk=case.pk)).exists()


def test_page_expires_at_the_moment_that_is_asked_for(homes):
    case = factories.case()
    moment = timezone.now() + timedelta(days=1)
    Page.objects.filter(pk=case.pk).update(expire_at=moment)
    case.refresh_from_db()
    assert is_visible(case)
    assert not is_visible(case, at=moment)


def test_restriction_on_an_ancestor_hides_the_page(homes):
    case = factories.case()
    restriction = restrict(section("case", "nl"))
    assert not seen(case)
    restriction.delete()
    assert seen(case)


def test_restriction_on_a_dutch_page_hides_its_english_twin_until_an_editor_lifts_it(homes):
    case = factories.case()
    twin = translate(case)
    assert seen(twin)
    restrict(case)
    assert not seen(case)
    assert not seen(twin)
    LiftedRestriction.objects.create(page=twin)
    assert seen(twin)
    assert not seen(case)


def test_restricted_page_elsewhere_hides_nothing_here(homes):
    case = factories.case()
    restrict(factories.case())
    assert seen(case)


def test_alias_is_not_visible(homes):
    alias = factories.case().create_alias(update_slug="alias")
    assert not seen(alias)


def test_english_page_below_a_section_whose_dutch_twin_is_restricted_is_hidden_too(homes):
    page = factories.case(
        language="en",
        concepts=[factories.concept("theme", "trust", "en"), factories.concept("gov_layer", "municipality", "en")],
    )
    assert seen(page)
    restrict(section("case", "nl"))
    assert not seen(page)


def test_reader_gives_the_password_and_reads_the_page_and_its_image_uncached(client, homes, image):
    case = factories.case(slug="besloten", image=image)
    PageViewRestriction.objects.create(page=case, restriction_type=PageViewRestriction.PASSWORD, password="geheim")
    size = image.get_rendition("width-20").url
    asked = client.get("/nl/praktijk/besloten/")
    assert "Link" not in asked.headers
    assert client.get(size).status_code == 404
    form = asked.context["action_url"]
    answer = client.post(form, {"password": "geheim", "return_url": "/nl/praktijk/besloten/"})
    assert answer.status_code == 302
    page = client.get("/nl/praktijk/besloten/")
    assert case.title in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.get(size).status_code == 200


def test_expired_page_is_closed_to_those_who_may_sign_in_to_it(client, homes):
    case = factories.case(slug="besloten")
    restrict(case)
    Page.objects.filter(pk=case.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    client.force_login(factories.superuser())
    assert client.get("/nl/praktijk/besloten/").status_code in {404, 410}
