"""What is not public shows in no frame, and is not found by counting."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from knowledge.models import PracticeCase
from tests import factories
from tests.embed.addresses import ANCESTORS, KINDS, address, english_twin

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(homes):
    return factories.case(title="Bewoners nemen de dagopvang over")


def test_withdrawn_page_says_so_without_its_title_in_the_language_of_the_address(case, client):
    case.unpublish()
    for kind in KINDS:
        response = client.get(address(case.number, kind))
        html = response.content.decode()
        assert response.status_code == 410
        assert "dagopvang" not in html
        assert case.slug not in html
        assert '<html lang="nl"' in html
        assert "X-Frame-Options" not in response
        assert response["Content-Security-Policy"].endswith(ANCESTORS)
        assert "Vary" not in response
    html = client.get(address(case.number, language="en")).content.decode()
    assert '<html lang="en"' in html
    assert "This page is no longer available" in html


def test_deleted_page_says_so(case, client, number_of):
    number = case.number
    case.delete()
    response = client.get(address(number))
    assert response.status_code == 410
    assert "dagopvang" not in response.content.decode()


def test_expired_page_is_gone_before_the_next_cron_run(case, client):
    PracticeCase.objects.filter(pk=case.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    response = client.get(address(case.number))
    assert response.status_code == 410
    assert "dagopvang" not in response.content.decode()


def test_restricted_page_and_its_translation_show_in_no_frame(case, client, restrict):
    english_twin(case)
    restrict(case)
    for kind, language in product(KINDS, ["nl", "en"]):
        response = client.get(address(case.number, kind, language))
        assert response.status_code == 410
        html = response.content.decode()
        assert "dagopvang" not in html
        assert "Residents" not in html


def test_page_in_a_restricted_section_shows_in_no_frame(case, client, restrict):
    restrict(case.get_parent())
    assert client.get(address(case.number)).status_code == 410


def test_alias_does_not_pass_for_a_translation(case, client):
    copy = case.create_alias(parent=case.get_parent(), update_slug="alias")
    response = client.get(address(case.number))
    assert f"/nl/praktijk/{case.slug}/" in response.content.decode()
    assert copy.slug not in response.content.decode()


def test_draft_is_not_found_by_counting(homes, client):
    draft = factories.case(publish=False)
    unknown = client.get(address(draft.number + 1000))
    response = client.get(address(draft.number))
    assert response.status_code == unknown.status_code == 404
    assert response.content == unknown.content
    assert dict(response.headers) == dict(unknown.headers)


def test_hidden_case_is_not_named_in_an_option(homes, client, restrict):
    hidden = factories.case(title="Geheime case")
    shown = factories.case(title="Open case")
    restrict(hidden)
    option = {
        "title": "Ruimte geven", "what": "Je geeft ruimte.", "pros": "", "cons": "", "who_bears": "", "mitigation": "",
        "fits_role": "", "when_not": "", "cases": [hidden, shown],
    }  # fmt: skip
    dilemma = factories.dilemma(options=[("item", option), ("item", {**option, "title": "Wachten"})])
    html = client.get(address(dilemma.number, "full")).content.decode()
    assert "Open case" in html
    assert "Geheime case" not in html


def test_draft_translation_is_not_shown(case, client):
    english_twin(case, publish=False, title="Secret draft")
    html = client.get(address(case.number, language="en")).content.decode()
    assert "Secret draft" not in html
    assert "Bewoners nemen de dagopvang over" in html
