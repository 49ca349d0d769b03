"""Pages, images and addresses that an import makes, and what it leaves alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, Revision

from home.media import is_public
from home.models import FormerPath, KennisbankDocument, KennisbankImage
from home.visibility import is_visible
from knowledge.models import Article, KnowledgeIndexPage, PracticeCase
from knowledge.site import section
from plone_import.mapping import Mapping, Rule, load_mapping
from plone_import.models import PloneItem
from tests import factories
from tests.plone_import.conftest import HOST, blob, item, picture

pytestmark = pytest.mark.django_db

SOON = (timezone.now() + timedelta(days=9)).isoformat()
FOLDER = item("/nl/map", "Folder")


def page(path):
    return PloneItem.objects.get(old_path=path).page.specific


def codes(report, path):
    return {row.code for row in report.rows if row.path == path}


def test_page_keeps_its_dates_and_is_marked_as_taken_over(export_of, bring_in):
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>Tekst</p>", description="Kort.", creators=["Jan"])))
    found = page("/nl/map/a")
    assert found.first_published_at == datetime(2015, 3, 3, 10, tzinfo=UTC)
    assert found.taken_over_from == date(2016, 2, 2)
    assert found.review_by > date.today()
    assert (found.summary, found.single_language, found.verified_on) == ("Kort.", True, None)
    assert found.content_owner_name == "Jan"
    assert "Jan" not in found.owner_for_readers


@pytest.mark.parametrize("state", ["private", "pending", "retracted", "internal", "iets-eigens"])
def test_page_that_plone_did_not_show_is_a_draft(export_of, bring_in, state, client):
    report = bring_in(export_of(FOLDER, item("/nl/map/a", review_state=state, html="<p>Geheim</p>")))
    found = page("/nl/map/a")
    assert not found.live
    assert not found.first_published_at
    assert client.get(found.url).status_code == 404
    assert "state" in codes(report, "/nl/map/a")


def test_page_past_its_date_is_not_visible(export_of, bring_in):
    report = bring_in(export_of(FOLDER, item("/nl/map/a", expires="2018-01-01T00:00:00", html="<p>x</p>")))
    found = page("/nl/map/a")
    assert (found.live, found.expired) == (False, True)
    assert found.expire_at == datetime(2017, 12, 31, 23, tzinfo=UTC)
    assert "expired" in codes(report, "/nl/map/a")


def test_page_of_the_future_waits_for_its_hour(export_of, bring_in):
    bring_in(export_of(FOLDER, item("/nl/map/a", effective=SOON, html="<p>x</p>")))
    found = page("/nl/map/a")
    assert not found.live
    assert found.approved_schedule


def test_page_that_is_made_private_in_plone_is_withdrawn_here(export_of, bring_in):
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>x</p>")))
    assert page("/nl/map/a").live
    report = bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>x</p>", review_state="private")))
    assert not page("/nl/map/a").live
    assert report.counts["updated"] == 1


def test_changed_page_is_updated_and_others_are_left_alone(export_of, bring_in):
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>een</p>"), item("/nl/map/b", html="<p>b</p>")))
    revisions = Revision.objects.count()
    report = bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>twee</p>"), item("/nl/map/b", html="<p>b</p>")))
    assert "twee" in str(page("/nl/map/a").body)
    assert (report.counts["updated"], report.counts["unchanged"]) == (1, 4)
    assert Revision.objects.count() == revisions + 1


def test_page_edited_here_is_not_overwritten(export_of, bring_in):
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>een</p>")))
    edited = page("/nl/map/a")
    edited.title = "Hier geschreven"
    edited.save_revision().publish()
    assert bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>een</p>"))).counts["kept"] == 0
    report = bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>twee</p>")))
    assert report.counts["kept"] == 1
    assert "conflict" in codes(report, "/nl/map/a")
    assert page("/nl/map/a").title == "Hier geschreven"
    assert "een" in str(page("/nl/map/a").body)


def test_page_withdrawn_here_is_not_published_again(export_of, bring_in):
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>een</p>")))
    page("/nl/map/a").unpublish()
    assert bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>twee</p>"))).counts["kept"] == 1
    assert not page("/nl/map/a").live


def test_page_deleted_here_is_not_made_again(export_of, bring_in):
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>een</p>")))
    page("/nl/map/a").delete()
    report = bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>twee</p>")))
    assert report.skipped == {"deleted_here": 1}
    assert not Article.objects.exists()


def test_page_moved_here_stays_where_it_is(export_of, bring_in):
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>een</p>")))
    page("/nl/map/a").move(section("article", "nl"), pos="last-child")
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>twee</p>")))
    assert page("/nl/map/a").get_parent().pk == section("article", "nl").pk
    assert "twee" in str(page("/nl/map/a").body)


def test_folder_joins_the_section_at_its_address_and_fills_only_what_is_empty(export_of, bring_in):
    folder = item("/nl/praktijk", "Folder", title="Oude titel", description="Uit de praktijk.")
    bring_in(export_of(folder, item("/nl/praktijk/a", html="<p>een</p>")))
    joined = section("case", "nl")
    assert page("/nl/praktijk").pk == joined.pk
    assert (joined.title, joined.summary) == ("Praktijkcases", "Uit de praktijk.")
    other = section("dilemma", "nl")
    other.summary = "Van onszelf."
    other.save_revision().publish()
    folder = item("/nl/dilemmas", "Folder", description="Van Plone.")
    report = bring_in(export_of(folder, item("/nl/dilemmas/a", html="<p>een</p>")))
    assert section("dilemma", "nl").summary == "Van onszelf."
    assert "joined_text" in codes(report, "/nl/dilemmas")


def test_default_page_becomes_the_text_of_its_folder(export_of, bring_in, client):
    items = [
        FOLDER,
        item("/nl/map/welkom", html="<p>Dag</p>", description="Over ons."),
        item("/nl/map/a", html="<p>x</p>"),
    ]
    pages = [{"uuid": "u-nl-map", "default_page": "welkom", "default_page_uuid": "u-nl-map-welkom"}]
    bring_in(export_of(*items, standaard=pages))
    folder = page("/nl/map")
    assert isinstance(folder, KnowledgeIndexPage)
    assert "Dag" in str(folder.body)
    assert folder.summary == "Over ons."
    assert client.get("/kennisbank/nl/map/welkom")["Location"] == folder.url
    assert bring_in(export_of(*items, standaard=pages)).counts["unchanged"] == 5


def test_hidden_default_page_does_not_show_in_its_folder(export_of, bring_in):
    items = [FOLDER, item("/nl/map/welkom", html="<p>Geheim</p>", review_state="private"), item("/nl/map/a", html="x")]
    bring_in(
        export_of(*items, standaard=[{"uuid": "u-nl-map", "default_page_uuid": "u-nl-map-welkom", "default_page": ""}])
    )
    assert "Geheim" not in str(page("/nl/map").body)
    assert not page("/nl/map/welkom").live


def test_file_of_a_private_folder_is_not_public(export_of, bring_in):
    hidden = item("/nl/geheim", "Folder", review_state="private")
    file = item("/nl/geheim/a.txt", "File", file=blob(b"geheim", "a.txt"))
    bring_in(export_of(hidden, file, FOLDER, item("/nl/map/b.txt", "File", file=blob(b"open", "b.txt"))))
    assert not page("/nl/geheim").live
    assert not is_public(PloneItem.objects.get(old_path="/nl/geheim/a.txt").document)
    assert is_public(PloneItem.objects.get(old_path="/nl/map/b.txt").document)


def test_images_are_stored_once_with_the_description_of_their_first_use(export_of, bring_in):
    images = [item(f"/nl/map/{name}.png", "Image", image=blob(picture(), f"{name}.png")) for name in ("a", "b")]
    text = '<p><img src="resolveuid/u-nl-map-a.png/@@images/image/mini" alt="Een weg"><img src="b.png"></p>'
    report = bring_in(export_of(FOLDER, *images, item("/nl/map/tekst", html=text)))
    image = KennisbankImage.objects.get()
    assert image.description == "Een weg"
    assert [block.value["image"].pk for block in page("/nl/map/tekst").body] == [image.pk] * 2
    assert "same_file" in codes(report, "/nl/map/b.png")


def test_image_and_file_changed_in_plone_are_changed_here_unless_edited(export_of, bring_in):
    bring_in(export_of(item("/nl/a.png", "Image", image=blob(picture(), "a.png"), description="Oud")))
    image = KennisbankImage.objects.get()
    changed = item("/nl/a.png", "Image", image=blob(picture(colour="red"), "a.png"), description="Nieuw")
    assert bring_in(export_of(changed)).counts["updated"] == 1
    image.refresh_from_db()
    assert (image.description, KennisbankImage.objects.count()) == ("Nieuw", 1)
    image.description = "Van ons"
    image.save()
    report = bring_in(export_of(item("/nl/a.png", "Image", image=blob(picture(), "a.png"), description="Weer anders")))
    assert report.counts["kept"] == 1
    image.refresh_from_db()
    assert image.description == "Van ons"


BAD_FILES = [
    ("Image", "image", b"<svg onload='alert(1)'/>", "a.svg", "image_type"),
    ("Image", "image", b"geen beeld", "a.jpg", "bad_image"),
    ("Image", "image", picture()[:60], "a.png", "bad_image"),
    ("Image", "image", picture(kind="BMP"), "a.png", "image_type"),
    ("Image", "image", b"", "a.png", "empty"),
    ("File", "file", b"<script>", "a.html", "document_type"),
    ("File", "file", b"MZ", "a.exe", "document_type"),
    ("File", "file", b"", "a.pdf", "empty"),
]


@pytest.mark.parametrize("bad", BAD_FILES)
def test_bad_file_is_named_and_not_stored(export_of, bring_in, bad):
    kind, key, data, name, reason = bad
    report = bring_in(export_of(item("/nl/x", kind, **{key: blob(data, name)})))
    assert report.skipped == {reason: 1}
    assert not KennisbankImage.objects.exists()
    assert not KennisbankDocument.objects.exists()


def test_image_of_too_many_pixels_is_refused(export_of, bring_in, monkeypatch):
    monkeypatch.setattr("plone_import.media.MAX_PIXELS", 100)
    assert bring_in(export_of(item("/nl/x", "Image", image=blob(picture(), "x.png")))).skipped == {"huge_image": 1}


def test_image_gets_the_extension_of_what_it_is(export_of, bring_in):
    bring_in(export_of(item("/nl/x", "Image", image=blob(picture(kind="JPEG"), "../x.exe"))))
    assert KennisbankImage.objects.get().file.name.endswith("x.jpg")


def test_image_inside_the_text_is_taken_over(export_of, bring_in):
    data = blob(picture(), "x")["data"]
    bring_in(export_of(FOLDER, item("/nl/map/a", html=f'<img src="data:image/png;base64,{data}" alt="Punt">')))
    assert page("/nl/map/a").body[0].value["image"].description == "Punt"


def test_old_names_become_slugs_and_old_addresses_still_lead_there(export_of, bring_in, client):
    names = ["Pagina met Spatie.html", "coöperatie", "rapport.pdf", "中文"]
    bring_in(export_of(FOLDER, *[item(f"/nl/map/{name}", html="<p>x</p>") for name in names]))
    slugs = {row.old_path: row.page.slug for row in PloneItem.objects.exclude(page=None)}
    assert slugs["/nl/map/Pagina met Spatie.html"] == "pagina-met-spatie-html"
    assert slugs["/nl/map/coöperatie"] == "cooperatie"
    for name in names:
        response = client.get(f"/kennisbank/nl/map/{name}")
        assert response.status_code == 301
        assert response["Location"] == page(f"/nl/map/{name}").url


def test_address_of_a_page_that_is_here_is_never_taken(export_of, bring_in, client):
    ours = factories.article(slug="zelfde", parent=section("article", "nl"))
    report = bring_in(export_of(item("/nl/artikelen", "Folder"), item("/nl/artikelen/zelfde", html="<p>x</p>")))
    theirs = page("/nl/artikelen/zelfde")
    assert theirs.slug == "zelfde-2"
    assert not FormerPath.objects.filter(prefix="/nl/artikelen/zelfde").exists()
    assert client.get("/kennisbank/nl/artikelen/zelfde")["Location"] == theirs.url
    assert codes(report, "/nl/artikelen/zelfde") >= {"slug", "address_taken"}
    assert client.get(ours.url).status_code == 200


def test_section_does_not_hide_behind_a_view_of_this_site(export_of, bring_in):
    bring_in(export_of(item("/nl/zoeken", "Folder"), item("/nl/zoeken/a", html="<p>x</p>")))
    assert page("/nl/zoeken").slug == "zoeken-2"


REDIRECTS = {
    "/kennisbank/oud": "/kennisbank/nl/map/a",
    "/kennisbank/oud met spatie en é": "/kennisbank/nl/map/a/view",
    "/kennisbank/keten": "/kennisbank/oud",
    "/kennisbank/lus": "/kennisbank/lus",
    "/kennisbank/weg": "/kennisbank/nl/map/bestaat-niet",
    "/kennisbank/elders": "https://elders.example.org/",
    "/kennisbank/oud?x=1": "/kennisbank/nl/map/a",
    "/kennisbank/nl/54f69391-2b07-4704-8681-b6bf31d06345": "/kennisbank/nl/map/a",
}


def test_redirects_of_the_old_site_are_kept_or_named(export_of, bring_in, client):
    report = bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>x</p>"), omleidingen=REDIRECTS))
    url = page("/nl/map/a").url
    for source in ("/oud", "/oud met spatie en é", "/keten"):
        for prefix in ("", "/kennisbank"):
            assert client.get(prefix + source)["Location"] == url
    named = {row.path: row.code for row in report.rows if row.code.startswith("redirect_")}
    assert named == {
        "/kennisbank/lus": "redirect_dead",
        "/kennisbank/weg": "redirect_dead",
        "/kennisbank/elders": "redirect_outside",
        "/kennisbank/oud?x=1": "redirect_query",
        "/kennisbank/nl/54f69391-2b07-4704-8681-b6bf31d06345": "redirect_junk",
    }


def test_translations_are_linked_also_for_sections(export_of, bring_in):
    items = [
        FOLDER,
        item("/en/folder", "Folder"),
        item("/nl/map/a", html="<p>a</p>"),
        item("/en/folder/a", html="<p>b</p>"),
    ]
    groups = [{"nl": "u-nl-map", "en": "u-en-folder"}, {"nl": "u-nl-map-a", "en": "u-en-folder-a"}, {"nl": "weg"}]
    bring_in(export_of(*items, vertalingen=groups))
    for dutch, english in (("/nl/map", "/en/folder"), ("/nl/map/a", "/en/folder/a")):
        assert page(dutch).translation_key == page(english).translation_key
    assert page("/en/folder/a").locale.language_code == "en"
    assert not page("/nl/map/a").single_language


def test_item_whose_translation_is_here_already_stands_on_its_own(export_of, bring_in):
    items = [FOLDER, *[item(f"/{place}", html="<p>a</p>") for place in ("nl/map/a", "nl/map/b", "en/b")]]
    groups = [{"nl": "u-nl-map-a", "en": "u-en-b"}, {"nl": "u-nl-map-b", "en": "u-en-b"}]
    report = bring_in(export_of(*items, vertalingen=groups))
    assert "translation_taken" in {row.code for row in report.rows}
    assert sum(report.counts.values()) == 6


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e\x00"


def test_script_in_every_field_stays_text(export_of, bring_in, client):
    fields = dict.fromkeys(("title", "description", "image_caption", "rights"), HOSTILE)
    hostile = item("/nl/map/a", html=HOSTILE + "<p>x</p>", subjects=[HOSTILE], creators=[HOSTILE], **fields)
    bring_in(export_of(item("/nl/map", "Folder", **fields), hostile))
    answer = client.get(page("/nl/map/a").url)
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert b"onerror=alert(1)>" not in answer.content.replace(b"&gt;", b"")


def test_characters_that_no_database_stores_are_left_out(export_of, bring_in, tmp_path):
    odd = "a\x00\ud800b"
    fields = dict.fromkeys(("title", "description", "rights", "eigen_veld"), odd)
    strange = item("/nl/map/" + odd, html=f"<p>{odd}</p>", subjects=[odd], contributors=[odd], **fields)
    file = item("/nl/map/f", "File", file=blob(b"x", odd + ".txt"))
    report = bring_in(export_of(FOLDER, strange, file, omleidingen={"/" + odd: odd}))
    assert page("/nl/map/ab").title == "ab"
    assert "<p>ab</p>" in str(page("/nl/map/ab").body.get_prep_value())
    report.write(tmp_path / "verslag", 5)


def test_containers_that_go_round_are_named_and_the_address_counts(export_of, bring_in):
    first = item("/nl/map", "Folder", parent={"UID": "u-nl-map-b", "@id": HOST + "/nl/map/b", "@type": "Folder"})
    second = item("/nl/map/b", "Folder", parent={"UID": "u-nl-map", "@id": HOST + "/nl/map", "@type": "Folder"})
    report = bring_in(export_of(first, second, item("/nl/map/b/c", html="<p>x</p>")))
    assert page("/nl/map/b/c").get_parent().pk == page("/nl/map/b").pk
    assert "parent_differs" in codes(report, "/nl/map")


def test_other_languages_and_working_copies_are_skipped(export_of, bring_in):
    german = [item("/de", "LRF", language="de"), item("/de/a", html="<p>x</p>")]
    copy = item("/nl/map/copy_of_a", html="<p>x</p>", working_copy_of={"UID": "u"})
    report = bring_in(export_of(FOLDER, *german, copy, item("/nl/map/a", html="<p>x</p>")))
    assert report.skipped == {"language": 2, "working_copy": 1}


def test_long_texts_are_shortened_and_named(export_of, bring_in):
    long = "woord " * 80
    report = bring_in(export_of(FOLDER, item("/nl/map/a", title=long, description=long, html="<p>x</p>")))
    found = page("/nl/map/a")
    assert len(found.title) <= 255
    assert len(found.summary) <= 300
    assert long.strip() in str(found.body)
    assert codes(report, "/nl/map/a") >= {"long_title", "long_summary"}


def test_item_without_title_or_text_is_imported(export_of, bring_in):
    report = bring_in(export_of(FOLDER, item("/nl/map/a", title="")))
    assert page("/nl/map/a").title == "a"
    assert is_visible(page("/nl/map/a"))
    assert "no_title" in codes(report, "/nl/map/a")


def test_mapping_puts_pages_in_other_types_and_fields(export_of, bring_in):
    rules = (Rule("case", path="/nl/map/*", body="outcomes"), *load_mapping().rules)
    bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>Uitkomst</p>")), Mapping(rules, {}))
    found = page("/nl/map/a")
    assert isinstance(found, PracticeCase)
    assert "Uitkomst" in str(found.outcomes)


def test_keywords_become_concepts_where_the_mapping_knows_them(export_of, bring_in):
    factories.concept("theme", "mission-driven-working")
    subjects = ["Netwerkend werken", " netwerkend  werken", "Wonen"]
    report = bring_in(export_of(FOLDER, item("/nl/map/a", html="<p>x</p>", subjects=subjects)))
    assert [concept.key for concept in page("/nl/map/a").themes] == ["mission-driven-working"]
    assert [row.what for row in report.rows if row.code == "subject"] == ["Wonen"]


def test_import_that_fails_half_way_goes_on_the_next_time(export_of, bring_in, monkeypatch):
    folder = export_of(FOLDER, *[item(f"/nl/map/p{number}", html="<p>x</p>") for number in range(4)])
    with monkeypatch.context() as patched:
        patched.setattr("plone_import.context.BATCH", 2)
        patched.setattr("plone_import.text_stage.page_title", broken_after(3))
        with pytest.raises(RuntimeError):
            bring_in(folder)
    assert Article.objects.filter(live=True).count() in {0, 1, 2}
    report = bring_in(folder)
    assert Article.objects.filter(live=True).count() == 4
    assert sum(report.counts.values()) == 7
    assert bring_in(folder).counts["unchanged"] == 7


def broken_after(times):
    calls = []

    def title(found, report):
        calls.append(found)
        if len(calls) > times:
            raise RuntimeError
        return found.title

    return title


def test_everything_is_counted_whatever_the_type(export_of, bring_in):
    kinds = [
        "Document",
        "News Item",
        "Event",
        "Link",
        "Collection",
        "Folder",
        "File",
        "Image",
        "Topic",
        "EasyForm",
        "LIF",
    ]
    report = bring_in(export_of(*[item(f"/nl/{number}", kind) for number, kind in enumerate(kinds)]))
    assert sum(report.counts.values()) == len(kinds) + 2


def test_plan_places_parents_before_children(export_of, bring_in):
    bring_in(export_of(item("/nl/map/diep/a", html="<p>x</p>"), item("/nl/map/diep", "Folder"), FOLDER))
    assert page("/nl/map/diep/a").get_parent().get_parent().pk == page("/nl/map").pk
    assert Page.find_problems() == ([], [], [], [], [])
