"""The export of a real Plone site comes over whole, or what is lost is named."""

import os
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import Page, Revision

from home.media import is_public
from home.models import FormerPath, KennisbankDocument, KennisbankImage
from home.visibility import is_visible
from knowledge.models import KnowledgePage, LearningStudio, PublicationWaiver
from knowledge.site import section
from plone_import.export import open_export
from plone_import.mapping import load_mapping
from plone_import.models import PloneItem
from plone_import.writer import write
from search.engines.choice import remote_engine
from search.models import SearchDocument
from search.queries import Query
from search.service import search

pytestmark = pytest.mark.django_db


def page(path):
    return PloneItem.objects.get(old_path=path).page.specific


def counts():
    return [model.objects.count() for model in (Revision, Page, KennisbankImage, KennisbankDocument, FormerPath)]


def test_every_item_is_counted(imported):
    assert sum(imported.counts.values()) == 117
    assert imported.counts["skipped"] == sum(imported.skipped.values()) == 12
    assert imported.counts["created"] == 98
    assert imported.counts["joined"] == 7


def test_a_second_run_writes_nothing(imported, real_export):
    before = counts()
    with open_export([real_export]) as export:
        again = write(export, load_mapping())
    assert counts() == before
    assert again.counts == {**dict.fromkeys(again.counts, 0), "unchanged": 105, "skipped": 12}
    assert again.rows == imported.rows


def test_seed_page_is_a_learning_studio_with_its_headings_and_its_image(imported):
    seed = page("/nl/leeratelier/leeratelier-netwerkend-werken")
    assert isinstance(seed, LearningStudio)
    assert seed.live
    blocks = ["image", "paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert [block.block_type for block in seed.body] == blocks
    assert seed.body[2].value == "Maar hoe ga je daar als ambtenaar mee om?"
    assert seed.body[0].value["image"].description == "Gebouw van de NSOB"


def test_imported_page_claims_nothing_that_plone_did_not_say(imported):
    seed = page("/nl/leeratelier/leeratelier-netwerkend-werken")
    assert (seed.verified_on, seed.verified_by, seed.licence) == (None, "", "all-rights")
    assert seed.taken_over_from.year == 2026
    waiver = PublicationWaiver.objects.get(page=seed)
    assert (waiver.name, waiver.missing) == ("plone-import", ["missing:summary"])


def test_links_in_all_spellings_lead_to_pages_and_documents(imported):
    text = str(page("/nl/praktijk/alles-in-een").body.get_prep_value())
    third, report = page("/nl/praktijk/pagina-3"), KennisbankDocument.objects.get(title="Rapport netwerkend werken")
    for words in ("absoluut pad", "met /view"):
        assert f'<a id="{third.pk}" linktype="page">{words}</a>' in text
    for words in ("PDF via uid", "at_download", "@@download"):
        assert f'<a id="{report.pk}" linktype="document">{words}</a>' in text
    assert f'<a id="{page("/nl/onderzoek/pagina-24").pk}" linktype="page">relatief</a>' in text
    assert "resolveuid" not in text
    assert "alert(" not in text


def test_circular_links_resolve_both_ways(imported):
    first, second = page("/nl/praktijk/cirkel-a"), page("/nl/praktijk/cirkel-b")
    assert f'id="{second.pk}"' in str(first.body.get_prep_value())
    assert f'id="{first.pk}"' in str(second.body.get_prep_value())


def test_links_to_headings_lead_to_the_headings(imported):
    assert '<a href="#kop-met-nadruk-en-link">Naar kop 3</a>' in str(
        page("/nl/praktijk/alles-in-een").body.get_prep_value()
    )


def test_folder_of_the_learning_studio_joins_the_section_of_this_site(imported, client):
    joined = section("studio", "nl")
    assert page("/nl/leeratelier").pk == joined.pk
    assert client.get("/nl/leeratelier")["Location"] == joined.url
    assert page("/nl/leeratelier/leeratelier-netwerkend-werken").get_parent().pk == joined.pk


def test_what_was_hidden_stays_hidden(imported, client):
    for path in ("/nl/praktijk/prive", "/nl/praktijk/ingediend"):
        assert not is_visible(page(path))
        assert client.get(f"/kennisbank{path}", follow=True).status_code == 404
    live = {row.old_path for row in PloneItem.objects.filter(page__live=True)}
    assert not live & {"/nl/praktijk/prive", "/nl/praktijk/ingediend"}


def test_meetings_and_news_keep_their_kind_and_hours(imported):
    meeting = page("/nl/agenda/bijeenkomst-3")
    assert (meeting.kind, meeting.location) == ("meeting", "Utrecht, Jaarbeurs (zaal 3)")
    whole_day = page("/nl/agenda/bijeenkomst-1")
    assert timezone.localtime(whole_day.start).hour == 0
    assert whole_day.end is None
    news = page("/nl/nieuws/nieuws-de-cooperatieve-buurtwinkel-in-de-praktijk")
    assert news.kind == "news"
    assert news.image.source == "Foto: ANP / J. Jansen & co"
    assert news.first_published_at.date() == date(2015, 2, 5)


def test_translations_are_linked_with_the_text_of_both_sides(imported):
    dutch, english = page("/nl/praktijk/pagina-3"), page("/en/practice/example-3-networked-working-in-municipalities")
    assert dutch.translation_key == english.translation_key
    assert (dutch.language, english.language) == ("nl", "en")
    assert dutch.title != english.title
    assert not dutch.single_language
    assert page("/nl/praktijk/pagina-6").single_language


def test_files_of_a_folder_stand_in_its_section(imported):
    section = page("/nl/bibliotheek/bijlagen")
    assert [block.block_type for block in section.body] == ["document"] * 3
    assert "gevaarlijk.html" in {row.what for row in imported.rows if row.code == "document_type"}


def test_images_are_there_once_and_named_when_they_are_not(imported):
    assert KennisbankImage.objects.filter(title="Gedraaide foto (EXIF)").count() == 1
    assert {row.what for row in imported.rows if row.code == "image_type"} == {"netwerk.svg"}


def test_importer_makes_no_file_public(imported):
    unused = KennisbankImage.objects.get(title="WebP")
    assert not is_public(unused)
    assert is_public(KennisbankImage.objects.get(description="Gebouw van de NSOB"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/kennisbank/nl/praktijk/pagina-3", "/nl/praktijk/pagina-3"),
        ("/kennisbank/nl/praktijk/pagina-3/view", "/nl/praktijk/pagina-3"),
        ("/nl/praktijk/pagina-3/view", "/nl/praktijk/pagina-3"),
        ("/nl/front-page", "/nl/front-page"),
        ("/kennisbank/oude-pagina", "/nl/praktijk/pagina-3"),
        ("/oude-pagina", "/nl/praktijk/pagina-3"),
        ("/kennisbank/nl", "/nl"),
        ("/kennisbank/nl/nieuws/recent", "/nl/nieuws"),
        ("/kennisbank/nl/praktijk/hoe-bewoners-investeren-in-zorg-in-de-wijk", "/nl/praktijk/hernoemde-pagina"),
    ],
)
def test_old_address_leads_to_the_page(imported, client, old, new):
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"].rstrip("/") == page(new).url.rstrip("/")


def test_old_address_of_a_file_leads_to_the_file(imported, client):
    response = client.get("/kennisbank/nl/bibliotheek/bijlagen/rapport-netwerkend-werken.pdf/at_download/file")
    assert response.status_code == 301
    assert response["Location"] == KennisbankDocument.objects.get(title="Rapport netwerkend werken").url
    response = client.get("/kennisbank/nl/afbeeldingen/nsob.jpg/@@images/image/large")
    assert response.status_code == 301
    assert client.get(response["Location"]).status_code == 200


def test_review_dates_are_at_most_three_a_week(imported):
    weeks = [day.isocalendar()[:2] for day in KnowledgePage.objects.values_list("review_by", flat=True)]
    assert len(weeks) == 85
    assert max(weeks.count(week) for week in weeks) <= 3


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def found(request, imported, db, settings):
    """Searches the imported site on each engine in turn; gives the titles of what a reader finds."""

    def titles(words):
        return [hit.page.title for hit in search(Query(text=words, language="nl")).hits]

    if request.param == "database":
        yield titles
        return
    settings.SEARCH_URL = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    settings.SEARCH_INDEX_PREFIX = f"test-{uuid4().hex}"
    if not settings.SEARCH_URL:
        if os.environ.get("CI") == "true":
            pytest.fail("TEST_ELASTICSEARCH_URL names no server")
        pytest.skip("TEST_ELASTICSEARCH_URL names no server")
    engine = remote_engine()
    engine.rebuild(SearchDocument.objects.order_by("pk"))
    yield titles
    engine.drop()


def test_seed_page_and_its_neighbours_are_found_and_hidden_pages_are_not(found):
    assert found("leeratelier netwerkend werken")[0] == "Leeratelier netwerkend werken"
    assert "Nieuws: De coöperatieve buurtwinkel in de praktijk" in found("cooperatieve buurtwinkel nieuws")
    assert all("dorpshuizen in eigen beheer" in title for title in found("dorpshuizen eigen beheer")[:3])
    assert "Privé concept" not in found("privé concept")
