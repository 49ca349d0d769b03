"""Pages that resemble a page, below every knowledge page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge.models import PageRelation
from search.more_like_this import more_like_this
from tests import factories

pytestmark = pytest.mark.django_db
# Document, state of the index, the index, relations, pages; restrictions, which a request reads once; the address of
# the site; and the columns, two, which a process keeps but for those read in a test's transaction.
MOST_QUERIES = 10


@pytest.fixture(autouse=True)
def site(homes):
    """Pages about two subjects."""
    for number in range(6):
        factories.article(
            title=f"Nieuws {number}", summary="De rotonde gaat dicht.", body=factories.paragraph("Asfalt.")
        )


def about_allotments(title, **fields):
    text = "De volkstuinvereniging beheert de moestuinen en de kas; tuinders delen zaden en gereedschap."
    return factories.article(title=title, summary=text, body=factories.paragraph(text * 3), **fields)


def titles(page):
    return [similar.title for similar in more_like_this(page)]


def test_pages_about_the_same_are_shown_on_the_page(client):
    page = about_allotments("Tuinieren in de stad")
    other = about_allotments("Moestuinen langs het spoor")
    assert titles(page) == [other.title]
    content = client.get(page.url).content.decode()
    assert f'<a href="{other.url}">Moestuinen langs het spoor</a>' in content


def test_the_page_itself_its_translation_and_its_related_pages_are_left_out():
    page = about_allotments("Tuinieren in de stad")
    about_allotments("Gardens", language="en", translation_key=page.translation_key)
    about_allotments("Other gardens", language="en")
    related = about_allotments("Moestuinen langs het spoor")
    naming = about_allotments("Tuinen op het dak")
    other = about_allotments("Tuinen bij de school")
    PageRelation.objects.create(page=page, target=related, kind="supports")
    PageRelation.objects.create(page=naming, target=page, kind="supports")
    assert titles(page) == [other.title]


def test_what_readers_may_not_see_is_not_shown():
    page = about_allotments("Tuinieren in de stad")
    about_allotments("Concept", publish=False)
    withdrawn = about_allotments("Ingetrokken")
    withdrawn.unpublish()
    restricted = about_allotments("Besloten")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    assert titles(page) == []


def test_a_page_without_a_document_shows_nothing():
    draft = about_allotments("Concept", publish=False)
    assert more_like_this(draft) == []


def test_queries_do_not_grow_with_the_number_of_pages():
    page = about_allotments("Tuinieren in de stad")
    for number in range(4):
        about_allotments(f"Moestuin {number}")
    with CaptureQueriesContext(connection) as captured:
        assert len(more_like_this(page)) == 3
    assert len(captured) <= MOST_QUERIES
