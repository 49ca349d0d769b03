"""What stands in attached files is found under their page, as long as readers may see both."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home.models import KennisbankDocument
from knowledge.types import SearchField
from search.attachments.models import AttachmentText
from search.attachments.work import MAX_ATTEMPTS, read_attachments
from search.highlights import hit
from search.maintenance import check
from search.models import SearchDocument
from search.queries import Query
from search.questions import parse
from search.service import search
from tests import factories
from tests.search.attached import document, docx, pdf
from tests.search.documents import document as search_document

pytestmark = pytest.mark.django_db
State = AttachmentText.State


@pytest.fixture(autouse=True)
def _documents_equal_pages(homes, settings, tmp_path):
    """After every test, what is stored for search is what would be made of the pages now."""
    settings.MEDIA_ROOT = tmp_path
    yield
    assert check(mend=False) == []


def found(text="waterschapsheuvel", **fields):
    return [hit.page.pk for hit in search(Query(text, "nl", **fields)).hits]


def page_with(file, **fields):
    return factories.case(context=[("document", {"document": file, "title": ""})], **fields)


def report(text="Over de waterschapsheuvel in het dorp."):
    return document(pdf(text))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf("Eerst iets anders.", "Over de waterschapsheuvel\nin het dorp."), "rapport.PDF"),
        (docx("Eerst iets anders.", "Over de waterschapsheuvel in het dorp."), "rapport.docx"),
    ],
)
def test_text_of_a_file_is_found_under_its_page_once_it_is_read(content, name):
    page = page_with(document(content, name))
    assert found() == []
    assert read_attachments() == 1
    assert found() == [page.pk]
    assert found('"waterschapsheuvel in het dorp"') == [page.pk]
    assert found('"anders over de"') == []
    assert read_attachments() == 0


def test_page_that_comes_after_its_file_was_read_is_found_at_once():
    file = report()
    read_attachments()
    page = page_with(file)
    assert found() == [page.pk]


def test_link_in_running_text_counts_as_an_attachment():
    file = report()
    page = factories.case(context=factories.paragraph(f'Lees <a linktype="document" id="{file.pk}">dit</a>.'))
    read_attachments()
    assert found() == [page.pk]


def test_file_is_not_found_by_a_draft_nor_by_what_a_draft_adds_to_a_page():
    file = report()
    page_with(file, publish=False)
    page = factories.case()
    page.context = [("document", {"document": file, "title": ""})]
    page.save_revision()
    read_attachments()
    assert found() == []


def test_file_goes_with_its_page_and_with_the_last_word_of_it():
    page = page_with(report())
    read_attachments()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert found() == []
    restriction.delete()
    assert found() == [page.pk]
    page.context = factories.paragraph("Zonder bijlage.")
    page.save_revision().publish()
    assert found() == []


def test_restricted_collection_keeps_its_files_and_those_below_it_from_search():
    outer = Collection.get_first_root_node().add_child(name="Besloten")
    file = report()
    file.collection = outer.add_child(name="Verslagen")
    file.save()
    page = page_with(file)
    read_attachments()
    assert found() == [page.pk]
    restriction = CollectionViewRestriction.objects.create(collection=outer, restriction_type="login")
    assert found() == []
    assert "waterschapsheuvel" not in str(SearchDocument.objects.filter(pk=page.pk).values("texts", "tokens", "terms"))
    restriction.delete()
    assert found() == [page.pk]


def test_file_that_many_are_moved_with_follows_its_collection():
    closed = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    file = report()
    page = page_with(file)
    read_attachments()
    # As Wagtail's bulk action does it: no signal.
    KennisbankDocument.objects.filter(pk=file.pk).update(collection=closed)
    read_attachments()
    assert found() == []
    KennisbankDocument.objects.filter(pk=file.pk).update(collection=Collection.get_first_root_node())
    read_attachments()
    assert found() == [page.pk]


def test_moving_files_in_the_admin_is_followed_at_once(client):
    closed = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    file = report()
    page_with(file)
    read_attachments()
    client.force_login(factories.superuser())
    address = reverse("wagtail_bulk_action", args=["home", "kennisbankdocument", "add_to_collection"])
    response = client.post(f"{address}?id={file.pk}", {"collection": closed.pk})
    assert response.status_code == 302
    assert found() == []


def test_replaced_file_is_found_by_its_new_text_only():
    file = report()
    page = page_with(file)
    read_attachments()
    file.file, file.file_hash = ContentFile(pdf("Over de dijkbewaking."), "nieuw.pdf"), ""
    file.save()
    assert found() == []
    read_attachments()
    assert found() == []
    assert found("dijkbewaking") == [page.pk]


def test_deleted_file_is_found_no_more():
    file = report()
    page_with(file)
    read_attachments()
    file.delete()
    assert found() == []
    assert not AttachmentText.objects.exists()


def test_text_of_a_file_is_analysed_in_its_own_language():
    file = document(pdf("The municipalities decided."), language="en")
    page = page_with(file)
    read_attachments()
    stored = SearchDocument.objects.get(pk=page.pk)
    english = {term for terms in stored.field_tokens[SearchField.ATTACHMENTS].expanded for term in terms}
    file.language = "nl"
    file.save()
    stored = SearchDocument.objects.get(pk=page.pk)
    assert english != {term for terms in stored.field_tokens[SearchField.ATTACHMENTS].expanded for term in terms}


def test_results_say_that_it_stands_in_an_attachment(client):
    page_with(report())
    read_attachments()
    shown = client.get(reverse("search"), {"q": "waterschapsheuvel"}).content.decode()
    with translation.override("nl"):
        assert f">{gettext('In attachment:')}</span> Over de <mark>waterschapsheuvel</mark>" in shown


def test_page_is_shown_by_its_own_words_when_these_answer_as_well():
    page = factories.case()
    own = search_document(page.pk, "Titel", body="De zorg.", attachments="Zorg, zorg en zorg. Wonen.")
    shown = hit(page, own, parse("zorg", "nl"), "nl")
    assert not shown.in_attachment
    assert "".join(segment.text for segment in shown.fragment) == "De zorg."
    assert hit(page, own, parse("zorg wonen", "nl"), "nl").in_attachment


def test_file_that_brings_down_its_reader_is_left_alone_after_a_few_turns(monkeypatch):
    report()

    def killed(document):
        raise SystemExit

    monkeypatch.setattr("search.attachments.work.read_document", killed)
    for _turn in range(MAX_ATTEMPTS):
        with pytest.raises(SystemExit):
            read_attachments()
    assert read_attachments() == 0
    assert AttachmentText.objects.get().state == State.WAITING


def test_editors_see_which_files_could_not_be_read(client):
    report()
    document(pdf(""), "plaatje.pdf")
    read_attachments()
    KennisbankDocument.objects.filter(file__contains="plaatje").update(title="Gescand verslag")
    client.force_login(factories.editor())
    shown = client.get(reverse("search_attachments")).content.decode()
    assert "Gescand verslag" in shown
    assert ">Rapport<" not in shown
    client.logout()
    assert client.get(reverse("search_attachments")).status_code == 302
