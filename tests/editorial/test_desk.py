"""The search desk as an editor uses it."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page

from editorial import writing
from editorial.models import WritingIdea
from knowledge.models import Concept, PracticeCase
from search.asked import recording
from search.asked.models import AskedDay, AskedQuestion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(homes, client):
    """A client of an editor."""
    client.force_login(factories.editor())
    return client


def asked(text, *, times=1, opened=0, found=0, ago=0, language="nl", kept=True):
    """A question as it would be counted."""
    question, _made = AskedQuestion.objects.update_or_create(
        language=language, digest=text, defaults={"text": text if kept else "", "found": found}
    )
    day = timezone.localdate() - timedelta(days=ago)
    AskedDay.objects.create(question=question, day=day, asked=times, opened=opened, found_nothing=not found)
    return question


def lists(client, **choice):
    answer = client.get(reverse("search_desk"), choice)
    assert answer.status_code == 200
    return {shown.key: [line.text for line in shown.lines] for shown in answer.context["lists"]}


def text_of(answer):
    return unescape(answer.content.decode())


class TestQuestions:
    def test_three_lists_say_what_is_asked_not_found_and_not_opened(self, desk):
        asked("dagopvang", times=9, opened=4, found=3)
        asked("begroting", times=5, opened=0, found=2)
        asked("eenmalig", times=1, opened=0, found=2)
        asked("onvindbaar", times=2)
        assert lists(desk) == {
            "most": ["dagopvang", "begroting", "onvindbaar", "eenmalig"],
            "nothing": ["onvindbaar"],
            "unopened": ["begroting"],
        }

    def test_period_and_language_are_chosen(self, desk):
        asked("vandaag")
        asked("vorige maand", ago=29)
        asked("lang geleden", ago=80)
        asked("long ago", ago=80, language="en")
        assert set(lists(desk)["most"]) == {"vandaag", "vorige maand"}
        assert set(lists(desk, days="7")["most"]) == {"vandaag"}
        assert set(lists(desk, days="90", language="nl")["most"]) == {"vandaag", "vorige maand", "lang geleden"}
        assert lists(desk, days="90", language="en", list="nothing") == {"nothing": ["long ago"]}
        assert set(lists(desk, days="x", language="'", list="?")["most"]) == {"vandaag", "vorige maand"}

    def test_counts_of_days_add_up(self, desk):
        asked("dagopvang", times=2, opened=1, found=3)
        asked("dagopvang", times=3, opened=2, found=3, ago=4)
        (line,) = desk.get(reverse("search_desk")).context["lists"][0].lines
        assert (line.asked, line.opened, line.days, line.found) == (5, 3, 2, 3)

    def test_a_question_of_which_only_a_hash_is_kept_is_counted_and_not_shown(self, desk):
        asked("geheim", times=4, found=1, kept=False)
        answer = desk.get(reverse("search_desk"))
        totals = answer.context["totals"]
        assert (totals.asked, totals.questions, totals.unknown) == (4, 1, 1)
        assert b"geheim" not in answer.content
        assert lists(desk)["most"] == []

    def test_what_a_reader_typed_is_never_markup(self, desk):
        asked('<img src=x onerror="alert(1)">')
        assert b"<img src=x" not in desk.get(reverse("search_desk")).content

    def test_queries_do_not_grow_with_the_questions(self, desk, django_assert_max_num_queries):
        for number in range(20):
            asked(f"vraag {number}", times=3, found=number % 2)
        desk.get(reverse("search_desk"))
        with django_assert_max_num_queries(25):
            desk.get(reverse("search_desk"))


class TestRights:
    def test_without_the_right_nothing_of_the_desk_is_there(self, homes, client):
        user = get_user_model().objects.create_user("schrijver", password="x")
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        question = asked("onvindbaar")
        for name, arguments in [
            ("search_desk", []),
            ("search_desk_ideas", []),
            ("search_desk_judged", []),
            ("search_desk_synonym", [question.pk]),
            ("search_desk_promote", []),
        ]:
            answer = client.get(reverse(name, args=arguments))
            assert (answer.status_code, answer["Location"]) == (302, "/admin/"), name
        assert client.post(reverse("search_desk_raise", args=[question.pk])).status_code == 302
        assert not WritingIdea.objects.exists()
        assert "search-desk" not in text_of(client.get("/admin/"))

    def test_visitors_are_asked_to_sign_in(self, homes, client):
        assert "/login/" in client.get(reverse("search_desk"))["Location"]

    def test_editors_have_the_desk_in_their_menu(self, desk):
        assert "search-desk-questions" in text_of(desk.get("/admin/"))

    def test_opening_an_address_changes_nothing(self, desk):
        question = asked("onvindbaar")
        idea = WritingIdea.objects.create(text="x", language="nl")
        for name, arguments in [
            ("search_desk_raise", [question.pk]),
            ("search_desk_idea", [idea.pk]),
            ("search_desk_begin", [idea.pk]),
            ("search_desk_judge_question", []),
            ("search_desk_measure", []),
        ]:
            assert desk.get(reverse(name, args=arguments)).status_code == 405


class TestSynonym:
    def test_a_readers_word_becomes_a_synonym_and_finds_the_page(self, desk):
        care = factories.concept("theme", "care", label="Zorg", synonyms="hulp")
        factories.case(concepts=[care, factories.concept("gov_layer", "municipality")])
        question = asked("mantelzorgje")
        address = reverse("search_desk_synonym", args=[question.pk])
        assert 'value="mantelzorgje"' in text_of(desk.get(address))
        answer = desk.post(address, {"word": "mantelzorgje", "concept": care.pk}, follow=True)
        care.refresh_from_db()
        assert care.synonyms.splitlines() == ["hulp", "mantelzorgje"]
        question.refresh_from_db()
        assert question.found == 1
        assert "mantelzorgje" in text_of(answer)

    def test_the_word_goes_to_the_concept_in_the_language_of_the_question(self, desk):
        dutch = factories.concept("theme", "care", label="Zorg")
        english = factories.concept("theme", "care", "en", label="Care")
        question = asked("nursing", language="en")
        desk.post(reverse("search_desk_synonym", args=[question.pk]), {"word": "nursing", "concept": dutch.pk})
        english.refresh_from_db()
        dutch.refresh_from_db()
        assert (english.synonyms, dutch.synonyms) == ("nursing", "")

    @pytest.mark.parametrize("word", ["zorg", "ZÓRG", "hulp", "", "?!"])
    def test_a_word_that_is_there_already_is_refused(self, desk, word):
        care = factories.concept("theme", "care", label="Zorg", synonyms="Hulp")
        question = asked("onvindbaar")
        answer = desk.post(reverse("search_desk_synonym", args=[question.pk]), {"word": word, "concept": care.pk})
        assert "word" in answer.context["form"].errors
        assert Concept.objects.get(pk=care.pk).synonyms == "Hulp"

    def test_who_may_not_change_concepts_adds_none(self, homes, client):
        user = get_user_model().objects.create_user("lezer", password="x")
        user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "use_search_desk"]))
        client.force_login(user)
        care = factories.concept("theme", "care", label="Zorg")
        question = asked("onvindbaar")
        assert reverse("search_desk_synonym", args=[question.pk]) not in text_of(client.get(reverse("search_desk")))
        client.post(reverse("search_desk_synonym", args=[question.pk]), {"word": "onvindbaar", "concept": care.pk})
        assert Concept.objects.get(pk=care.pk).synonyms == ""


def test_promoting_a_page_begins_with_the_question_filled_in(desk):
    page = factories.case()
    answer = desk.get(reverse("search_desk_promote"), {"question": "Onvindbaar ding"})
    assert 'value="Onvindbaar ding"' in text_of(answer)
    assert f'action="{reverse("wagtailsearchpromotions:add")}"' in text_of(answer)
    query = Query.get("onvindbaar ding")
    SearchPromotion.objects.create(query=query, page=page)
    again = desk.get(reverse("search_desk_promote"), {"question": "Onvindbaar ding"})
    assert again["Location"] == reverse("wagtailsearchpromotions:edit", args=[query.pk])


class TestWriting:
    def test_a_question_is_put_on_the_list_once_with_how_often_it_was_asked(self, desk):
        question = asked("onvindbaar", times=4)
        for _time in range(2):
            answer = desk.post(reverse("search_desk_raise", args=[question.pk]), {"next": "/admin/search-desk/?days=7"})
        assert answer["Location"] == "/admin/search-desk/?days=7"
        idea = WritingIdea.objects.get()
        assert (idea.text, idea.asked, idea.raised_by.username) == ("onvindbaar", 4, "redacteur")

    def test_the_way_back_never_leaves_the_site(self, desk):
        question = asked("onvindbaar")
        answer = desk.post(reverse("search_desk_raise", args=[question.pk]), {"next": "https://evil.example/"})
        assert answer["Location"] == reverse("search_desk")

    def test_a_draft_begins_with_the_question_as_its_title_and_is_seen_by_nobody(self, desk):
        idea = WritingIdea.objects.create(text="kosten van een dagopvang", language="nl")
        answer = desk.post(reverse("search_desk_begin", args=[idea.pk]), {"kind": "case"})
        page = PracticeCase.objects.get(title="Kosten van een dagopvang")
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (page.live, page.owner.username, page.language) == (False, "redacteur", "nl")
        assert desk.get(answer["Location"]).status_code == 200
        assert (
            desk.post(reverse("search_desk_begin", args=[idea.pk]), {"kind": "case"})["Location"] == answer["Location"]
        )
        assert PracticeCase.objects.count() == 1

    def test_nobody_begins_a_page_where_she_may_not(self, homes, client):
        user = get_user_model().objects.create_user("lezer", password="x")
        user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "use_search_desk"]))
        client.force_login(user)
        idea = WritingIdea.objects.create(text="kosten", language="nl")
        before = Page.objects.count()
        client.post(reverse("search_desk_begin", args=[idea.pk]), {"kind": "case"})
        assert Page.objects.count() == before
        assert "kind-" not in text_of(client.get(reverse("search_desk_ideas")))

    def test_a_subject_is_done_when_ticked_off_or_published(self, desk):
        ticked = WritingIdea.objects.create(text="afgevinkt", language="nl")
        written = WritingIdea.objects.create(text="geschreven", language="nl", page=factories.case())
        still = WritingIdea.objects.create(text="nog niet", language="nl", page=factories.case(publish=False))
        desk.post(reverse("search_desk_idea", args=[ticked.pk]), {"action": "done"})
        answer = desk.get(reverse("search_desk_ideas"))
        assert [idea for idea, _kinds in answer.context["ideas"]] == [still]
        assert set(answer.context["done"]) == {ticked, written}
        desk.post(reverse("search_desk_idea", args=[ticked.pk]), {"action": "open"})
        assert ticked in writing.open_ideas()

    def test_a_subject_whose_page_is_live_can_be_raised_again(self, desk):
        WritingIdea.objects.create(text="onvindbaar", language="nl", page=factories.case())
        assert writing.raise_idea("Onvindbaar", "nl", 3, None)
        assert [idea.text for idea in writing.open_ideas()] == ["Onvindbaar"]

    def test_a_note_is_kept(self, desk):
        idea = WritingIdea.objects.create(text="kosten", language="nl")
        desk.post(reverse("search_desk_idea", args=[idea.pk]), {"action": "note", "note": " vraag  Marijke "})
        idea.refresh_from_db()
        assert idea.note == "vraag Marijke"


def test_what_was_counted_reaches_the_desk(desk):
    recording.asked("onvindbaar", "nl")
    assert lists(desk)["nothing"] == ["onvindbaar"]
