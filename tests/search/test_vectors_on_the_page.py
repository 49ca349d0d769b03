"""Sentence vectors as a reader meets them: a block of related results, of pages that anyone may open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from home.periodic import jobs
from search import checks, service
from search.models import DocumentVector
from search.queries import Query
from search.service import search
from search.vectors import choice, work
from search.vectors.contract import model
from search.vectors.meaning import Meaning
from search.vectors.texts import Kind
from tests import factories
from tests.search.meaning import FakeEmbedder

pytestmark = pytest.mark.django_db


@pytest.fixture
def embedder(homes, settings, monkeypatch):
    """A site with sentence vectors of titles, and pages of which one has no word of the question."""
    fake = FakeEmbedder()
    settings.SEARCH_VECTORS = "title"
    for module in (choice, work):
        monkeypatch.setattr(module, "embedder", lambda: fake)
    monkeypatch.setattr(service, "meaning", lambda: Meaning(fake, (Kind.TITLE,)))
    for number in range(5):
        article(f"De markt {number}")
    return fake


def article(title, **fields):
    return factories.article(title=title, summary="van het dorp", body=factories.paragraph("een plein"), **fields)


def related(text="wagen", **query):
    return [hit.page.title for hit in search(Query(text, **query)).related]


def test_the_job_makes_vectors_and_the_page_shows_what_comes_close(embedder, client):
    article("De wagen")
    other = article("Een voertuig delen")
    assert work.keep_up() == 7
    assert set(DocumentVector.objects.values_list("model", flat=True)) == {model(embedder)}
    with translation.override("nl"):
        content = client.get(reverse("search"), {"q": "wagen"}).content.decode()
    assert 'aria-labelledby="related-results"' in content
    assert other.url in content.split('aria-labelledby="related-results"')[1]


def test_a_question_without_results_shows_what_comes_close(embedder, client):
    article("Een voertuig delen")
    work.keep_up()
    with translation.override("nl"):
        content = client.get(reverse("search"), {"q": "auto"}).content.decode()
    assert "Een voertuig delen" in content


def test_a_page_that_became_restricted_behind_the_index_is_not_shown(embedder):
    page = article("Een voertuig delen")
    work.keep_up()
    assert related() == [page.title]
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert related() == []


def test_an_unpublished_page_is_not_shown(embedder):
    page = article("Een voertuig delen")
    work.keep_up()
    page.unpublish()
    assert related() == []
    assert not DocumentVector.objects.filter(document=page.pk).exists()


def test_when_they_are_off_nothing_is_made_or_asked(embedder, settings, monkeypatch):
    monkeypatch.undo()
    settings.SEARCH_VECTORS = "off"
    article("De wagen")
    article("Een voertuig delen")
    assert work.keep_up() == 0
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert related() == []
    assert not any("documentvector" in query["sql"] for query in queries)


def test_a_model_that_cannot_be_loaded_leaves_the_words(homes, settings, monkeypatch):
    settings.SEARCH_VECTORS = "title"
    monkeypatch.setattr(choice, "embedder", lambda: None)
    choice._meaning.cache_clear()
    assert choice.meaning() is None
    choice._meaning.cache_clear()


def test_the_job_is_one_of_every_minute():
    assert "make_vectors" in {job.name for job in jobs() if job.every.total_seconds() == 60}


def test_a_setting_that_means_nothing_is_told_at_the_start(settings):
    assert tuple(choice.KINDS) == checks.SENTENCE_VECTORS
    settings.SEARCH_VECTORS = "some"
    assert [found.id for found in checks.sentence_vectors_are_there(None)] == ["search.E002"]
    settings.SEARCH_VECTORS = "off"
    assert checks.sentence_vectors_are_there(None) == []


def test_a_model_that_is_not_installed_is_told_at_the_start(settings, monkeypatch):
    settings.SEARCH_VECTORS = "full"
    monkeypatch.setattr(checks, "find_spec", lambda name: None)
    assert [found.id for found in checks.sentence_vectors_are_there(None)] == ["search.W001"]
