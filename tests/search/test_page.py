"""The results page as a reader uses it: without script, all of it in the address."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(homes):
    """The search page for Dutch readers."""
    return reverse("search")


def test_page_shows_what_was_found_with_the_words_marked(address, client):
    factories.case(title="Bewoners nemen de dagopvang over")
    answer = client.get(address, {"q": "dagopvang"})
    assert answer.status_code == 200
    assert "Bewoners nemen de <mark>dagopvang</mark> over" in answer.content.decode()
    assert not answer.cookies
