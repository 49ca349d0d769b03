"""How an editor keeps the glossary: both languages of a term on one screen."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.admin_url_finder import AdminURLFinder

from knowledge.models import Concept
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(homes, client):
    """The editor at the admin."""
    client.force_login(factories.editor())
    return client


def form(**changes):
    """What the form of a term posts."""
    return {
        "label": "regiodeal",
        "abbreviation": "",
        "definition": "Een afspraak tussen Rijk en regio.",
        "synonyms": "",
        "plural_forms": "regiodeals",
        "marked": "on",
        "other_label": "Region Deal",
        "other_abbreviation": "",
        "other_definition": "An agreement between central government and a region.",
        "other_synonyms": "regional deal",
        "other_plural_forms": "Region Deals",
        "other_marked": "on",
        **changes,
    }


def rows():
    found = Concept.objects.filter(scheme="term").select_related("locale")
    return {(concept.key, concept.locale.language_code): concept for concept in found}


def add(desk, **changes):
    return desk.post(reverse("glossary:add"), form(**changes), follow=True)


def errors(answer):
    return {name: [str(error) for error in found] for name, found in answer.context["form"].errors.items()}


def test_a_new_term_is_made_in_both_languages_and_readers_see_it(desk):
    answer = add(desk)
    assert answer.redirect_chain
    assert set(rows()) == {("region-deal", "nl"), ("region-deal", "en")}
    dutch, english = rows()[("region-deal", "nl")], rows()[("region-deal", "en")]
    assert dutch.translation_key == english.translation_key
    assert (english.label, english.synonyms, english.plural_forms) == ("Region Deal", "regional deal", "Region Deals")
    desk.logout()
    for language, text in (("nl", dutch.definition), ("en", english.definition)):
        with override(language):
            assert text in desk.get(reverse("glossary")).content.decode()


def test_editing_changes_both_languages_and_keeps_the_key(desk):
    add(desk)
    dutch = rows()[("region-deal", "nl")]
    page = desk.get(reverse("glossary:edit", args=[dutch.pk]))
    assert "Region Deal" in page.content.decode()
    changed = form(label="regionale deal", other_definition="Something else.", other_marked="")
    answer = desk.post(reverse("glossary:edit", args=[dutch.pk]), changed, follow=True)
    assert answer.redirect_chain
    assert set(rows()) == {("region-deal", "nl"), ("region-deal", "en")}
    assert rows()[("region-deal", "nl")].label == "regionale deal"
    assert rows()[("region-deal", "en")].definition == "Something else."
    assert rows()[("region-deal", "nl")].marked
    assert not rows()[("region-deal", "en")].marked


def test_a_term_without_an_english_row_gets_one(desk):
    dutch = factories.concept("term", "old", label="oud", definition="Oud.")
    desk.post(reverse("glossary:edit", args=[dutch.pk]), form(label="oud"), follow=True)
    assert rows()[("old", "en")].label == "Region Deal"
    assert rows()[("old", "en")].translation_key == dutch.translation_key


@pytest.mark.parametrize("field", ["label", "definition", "other_label", "other_definition"])
def test_name_and_definition_are_needed_in_both_languages(desk, field):
    answer = add(desk, **{field: " "})
    assert list(errors(answer)) == [field]
    assert not rows()


def test_the_same_name_twice_is_refused_in_either_language(desk):
    add(desk)
    assert set(errors(add(desk, label="Regiodeal", other_label="New"))) == {"label"}
    assert set(errors(add(desk, label="nieuw", other_label="region deal"))) == {"other_label"}
    assert len(rows()) == 2


def test_an_abbreviation_stands_for_one_term_and_is_no_everyday_word(desk):
    add(desk, abbreviation="RD")
    assert set(errors(add(desk, label="rode draad", other_label="thread", abbreviation="RD"))) == {"abbreviation"}
    everyday = errors(
        add(desk, label="orde van feiten", other_label="order", abbreviation="OF", other_abbreviation="IT")
    )
    assert set(everyday) == {"abbreviation", "other_abbreviation"}
    assert "OF" in everyday["abbreviation"][0]


def test_each_line_counts_once_and_never_repeats_the_term(desk):
    add(
        desk,
        synonyms="Regio Deal\r\n\r\nregiodeal\r\nregio deal\r\n",
        abbreviation="RD",
        plural_forms="RD\r\nregiodeals",
    )
    dutch = rows()[("region-deal", "nl")]
    assert dutch.synonyms == "Regio Deal"
    assert dutch.plural_forms == "regiodeals"


def test_two_terms_with_the_same_english_words_have_keys_of_their_own(desk):
    add(desk)
    add(desk, label="tweede", other_label="Region: Deal")
    assert {key for key, _language in rows()} == {"region-deal", "region-deal-2"}


def test_the_list_has_one_line_a_term_and_is_searched_in_both_languages(desk):
    add(desk)
    add(desk, label="Awb", other_label="administrative law act", other_synonyms="", other_plural_forms="")
    page = desk.get(reverse("glossary:index"))
    assert [concept.label for concept in page.context["object_list"]] == ["Awb", "regiodeal"]
    found = desk.get(reverse("glossary:index"), {"q": "regional"})
    assert [concept.label for concept in found.context["object_list"]] == ["regiodeal"]


def test_deleting_takes_both_languages(desk):
    add(desk)
    dutch = rows()[("region-deal", "nl")]
    url = reverse("glossary:delete", args=[dutch.pk])
    assert desk.get(url).status_code == 200
    assert rows()
    desk.post(url)
    assert not rows()


def test_who_may_not_change_concepts_cannot_open_the_glossary_in_the_admin(homes, client):
    dutch = factories.concept("term", "old", label="oud", definition="Oud.")
    user = get_user_model().objects.create_user("bezoeker", "bezoeker@example.org", "wachtwoord-voor-tests")
    group = Group.objects.create(name="Lezers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    urls = [reverse("glossary:index"), reverse("glossary:add")]
    urls += [reverse(f"glossary:{name}", args=[dutch.pk]) for name in ("edit", "delete")]
    for url in urls:
        assert client.post(url, form()).status_code in {302, 403, 405}, url
    assert list(rows()) == [("old", "nl")]
    assert rows()[("old", "nl")].label == "oud"


def test_other_vocabularies_and_their_chooser_hold_no_terms(desk):
    add(desk)
    trust = factories.concept("theme", "trust", label="Vertrouwen")
    listed = desk.get(reverse(Concept.snippet_viewset.get_url_name("list"))).content.decode()
    assert "Vertrouwen" in listed
    assert "regiodeal" not in listed
    chooser = Concept.snippet_viewset.chooser_viewset
    for name in ("choose", "choose_results"):
        offered = desk.get(reverse(chooser.get_url_name(name))).content.decode()
        assert "Vertrouwen" in offered
        assert "regiodeal" not in offered
    english = rows()[("region-deal", "en")]
    finder = AdminURLFinder(get_user_model().objects.get(username="redacteur"))
    assert finder.get_edit_url(english) == reverse("glossary:edit", args=[rows()[("region-deal", "nl")].pk])
    assert finder.get_edit_url(trust) == reverse(Concept.snippet_viewset.get_url_name("edit"), args=[trust.pk])


def test_a_term_is_not_made_by_halves_among_the_vocabularies(desk):
    url = reverse(Concept.snippet_viewset.get_url_name("add"))
    values = {"key": "trust", "label": "Vertrouwen", "definition": "", "synonyms": "", "plural_forms": "", "uri": "",
              "abbreviation": "", "sort_order": "0"}  # fmt: skip
    assert "scheme" in errors(desk.post(url, {**values, "scheme": "term"}))
    assert desk.post(url, {**values, "scheme": "theme"}).status_code == 302
    assert list(Concept.objects.values_list("scheme", "key")) == [("theme", "trust")]
