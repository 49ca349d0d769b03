"""Images and documents are as public as the pages that show them."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from home.models import KennisbankDocument
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return KennisbankDocument.objects.create(title="Notitie", file=ContentFile(b"tekst", "notitie.txt"))


def size(image):
    return image.get_rendition("width-20").url


def test_image_of_a_visible_page_is_shown_and_costs_nothing_when_unchanged(client, homes, image):
    factories.case(image=image)
    response = client.get(size(image))
    assert response.status_code == 200
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert not response.cookies
    assert client.get(size(image), headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_image_in_the_text_of_a_visible_page_is_shown(client, homes, image):
    factories.case(context=[("image", {"image": image, "caption": ""})])
    assert client.get(size(image)).status_code == 200


def test_image_of_a_draft_is_hidden_from_readers_and_shown_to_editors(client, homes, image):
    factories.case(image=image, publish=False)
    assert client.get(size(image)).status_code == 404
    client.force_login(factories.superuser())
    response = client.get(size(image))
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


def test_image_goes_with_its_page(client, homes, image):
    case = factories.case(image=image)
    PageViewRestriction.objects.create(page=case, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(size(image)).status_code == 404


def test_original_of_an_image_is_never_served(client, homes, image):
    factories.case(image=image)
    assert client.get(image.file.url).status_code == 404


def test_image_past_the_date_until_which_it_may_be_used_is_hidden(client, homes, image):
    factories.case(image=image)
    image.usable_until = date.today() - timedelta(days=1)
    image.save()
    assert client.get(size(image)).status_code == 404


def test_document_is_served_only_while_a_visible_page_refers_to_it(client, homes, document):
    assert client.get(document.url).status_code == 404
    case = factories.case(context=[("document", {"document": document, "title": ""})])
    assert client.get(document.url).status_code == 200
    case.unpublish()
    assert client.get(document.url).status_code == 404
