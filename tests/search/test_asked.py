"""What is counted of readers' questions, and what is kept of them."""

import time
from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from home.periodic import jobs
from search.asked import guard, recording
from search.asked.guard import Bucket, is_from_own_page
from search.asked.masking import EMAIL_MASK, NUMBER_MASK, digest, folded, masked
from search.asked.models import AskedDay, AskedQuestion
from tests import factories

TODAY = date(2026, 11, 23)
READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0) Edg/130", "HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def today(monkeypatch):
    """A day that a test can move."""
    days = [TODAY]
    monkeypatch.setattr(recording.timezone, "localdate", lambda: days[0])
    return days


@pytest.fixture
def address(homes, monkeypatch):
    """Where Dutch pages tell what was asked, with room for every call."""
    monkeypatch.setattr(guard, "calls", Bucket(rate=0, size=100))
    with translation.override("nl"):
        return reverse("search_count")


def tell(client, address, question, event="asked", **headers):
    return client.post(address, {"q": question, "event": event}, **{**READER, **headers})


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("bezwaar 123456789", f"bezwaar {NUMBER_MASK}"),
        ("bel 06-12 34 56 78 terug", f"bel {NUMBER_MASK} terug"),
        ("NL91 ABNA 0417 1643 00", f"NL91 ABNA {NUMBER_MASK}"),
        ("geboren 12-05-1984", f"geboren {NUMBER_MASK}"),
        ("mail jan.jansen@example.nl graag", f"mail {EMAIL_MASK} graag"),
        ("jan (at) example.nl", EMAIL_MASK),
        ("begroting 2026", "begroting 2026"),
        ("begroting 2025-2026", "begroting 2025-2026"),
        ("artikel 213a", "artikel 213a"),
        ("wat is 5 + 1234", "wat is 5 + 1234"),
    ],
)
def test_numbers_of_five_digits_and_mail_addresses_are_masked(question, shown):
    assert masked(question) == shown


def test_masking_takes_no_time_whatever_is_typed():
    began = time.process_time()
    for text in ("a" * 300, "1 " * 150, "a@" * 150, "(at)" * 75, "." * 300, "a." * 150):
        masked(text)
    assert time.process_time() - began < 0.5


def test_questions_that_ask_the_same_are_one():
    assert folded("  Idee\u0308en,  over Wijkraad? ") == folded("ideeën over wijkraad")
    assert folded('"over wijkraad"') != folded("over wijkraad")
    assert folded("wijk -raad") != folded("wijk raad")
    assert folded("?!") == folded('""') == folded(NUMBER_MASK) == ""


def test_the_hash_is_keyed(settings):
    before = digest("burn-out")
    settings.SECRET_KEY = "another " * 8
    assert digest("burn-out") != before


@pytest.mark.django_db
class TestText:
    """When the words themselves are kept."""

    def test_a_question_with_results_stays_a_hash_until_its_third_day(self, homes, today):
        factories.case(title="Ziek melden")
        for day in (0, 0, 0, 1, 1):
            today[0] = TODAY + timedelta(days=day)
            recording.asked("ziek melden", "nl")
        assert [question.text for question in AskedQuestion.objects.all()] == [""]
        today[0] = TODAY + timedelta(days=20)
        recording.asked("Ziek melden", "nl")
        kept = AskedQuestion.objects.get()
        assert (kept.text, kept.found) == ("Ziek melden", 1)
        assert sorted(kept.days.values_list("asked", flat=True)) == [1, 2, 3]

    def test_a_question_without_results_is_kept_at_once_and_masked(self, homes, today):
        recording.asked("onvindbaar 0612345678 a@b.nl", "nl")
        assert AskedQuestion.objects.get().text == f"onvindbaar {NUMBER_MASK} {EMAIL_MASK}"

    def test_nothing_of_a_question_is_stored_beside_its_text(self, homes, today):
        factories.case(title="Ziek melden")
        recording.asked("ziek melden", "nl")
        stored = {*AskedQuestion.objects.values_list("text", "digest"), *AskedDay.objects.values_list("day", "asked")}
        assert stored == {("", digest("ziek melden")), (TODAY, 1)}

    def test_languages_are_counted_apart(self, homes, today):
        recording.asked("zorg", "nl")
        recording.asked("zorg", "en")
        assert AskedQuestion.objects.count() == 2

    def test_a_page_that_comes_later_is_seen_at_the_next_question(self, homes, today):
        recording.asked("dagopvang", "nl")
        factories.case(title="Dagopvang")
        recording.asked("dagopvang", "nl")
        question = AskedQuestion.objects.get()
        assert (question.found, question.text, question.days.get().asked) == (1, "dagopvang", 2)

    def test_after_ninety_days_everything_is_gone(self, homes, today):
        recording.asked("onvindbaar", "nl")
        recording.forget_old(TODAY + timedelta(days=89))
        assert AskedQuestion.objects.get().text == "onvindbaar"
        recording.forget_old(TODAY + timedelta(days=90))
        assert not AskedQuestion.objects.exists()
        assert not AskedDay.objects.exists()

    def test_a_text_goes_when_fewer_than_three_days_are_left(self, homes, today):
        factories.case(title="Ziek melden")
        for day in (0, 1, 80):
            today[0] = TODAY + timedelta(days=day)
            recording.asked("ziek melden", "nl")
        assert AskedQuestion.objects.get().text
        recording.forget_old(TODAY + timedelta(days=90))
        assert AskedQuestion.objects.get().text == ""


@pytest.mark.django_db
def test_old_questions_are_forgotten_each_night(homes, today):
    today[0] = TODAY - timedelta(days=200)
    recording.asked("onvindbaar", "nl")
    today[0] = TODAY
    next(job for job in jobs() if job.name == "forget_questions").run()
    assert not AskedQuestion.objects.exists()


@pytest.mark.django_db
def test_the_page_says_whether_a_question_is_asked_anew(client, homes):
    for number in range(11):
        factories.article(title=f"Dagopvang {number}")
    with translation.override("nl"):
        page, count = reverse("search"), reverse("search_count")
    anew = ({}, {"lang": "all"}, {"q": "onvindbaar"})
    no_more = ({"type": "article"}, {"sort": "title"}, {"page": "2"})
    for state in (*anew, *no_more):
        asked = {"q": "dagopvang", **state}
        answer = client.get(page, asked).content.decode()
        assert f'data-kb-question="{asked["q"]}" data-kb-count="{count}"' in answer
        assert ("data-kb-asked" in answer) == (state in anew), state


@pytest.mark.django_db
class TestBeacon:
    """What comes in from outside."""

    def test_counts_questions_and_openings_without_a_cookie(self, client, address):
        answer = tell(client, address, "dagopvang")
        tell(client, address, "dagopvang", "opened")
        day = AskedDay.objects.get()
        assert (day.asked, day.opened, day.question.language) == (1, 1, "nl")
        assert (answer.status_code, answer.content, answer.cookies) == (204, b"", {})
        assert "no-store" in answer["Cache-Control"]

    def test_needs_no_token(self, address):
        assert tell(Client(enforce_csrf_checks=True), address, "dagopvang").status_code == 204
        assert AskedDay.objects.count() == 1

    def test_never_more_is_opened_than_was_asked(self, client, address):
        tell(client, address, "nooit gevraagd", "opened")
        tell(client, address, "dagopvang")
        for _time in range(3):
            tell(client, address, "dagopvang", "opened")
        assert AskedDay.objects.get().opened == 1

    def test_opening_a_page_of_results_counts_nothing(self, client, homes):
        with translation.override("nl"):
            client.get(reverse("search"), {"q": "dagopvang"}, **READER)
        assert not AskedQuestion.objects.exists()

    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_SEC_FETCH_SITE": "same-site"},
            {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
            {"HTTP_USER_AGENT": "Mozilla/5.0 HeadlessChrome/130"},
            {"HTTP_COOKIE": "sessionid=anything"},
            {"CONTENT_LENGTH": "99999"},
        ],
    )
    def test_other_sites_robots_and_editors_count_for_nothing(self, client, address, headers):
        assert tell(client, address, "dagopvang", **headers).status_code == 204
        assert not AskedQuestion.objects.exists()

    @pytest.mark.parametrize("question", ["", "   ", "?!", "a" * 121, "\x00", "0612345678", "“”", "zorg " * 100])
    def test_what_is_no_question_is_not_counted(self, client, address, question):
        assert tell(client, address, question).status_code == 204
        assert not AskedQuestion.objects.exists()

    def test_other_methods_and_events_do_nothing(self, client, address):
        assert client.get(address, {"q": "dagopvang", "event": "asked"}, **READER).status_code == 405
        assert tell(client, address, "dagopvang", "deleted").status_code == 204
        assert not AskedQuestion.objects.exists()

    def test_a_day_has_room_for_so_many_questions(self, client, address, monkeypatch):
        monkeypatch.setattr(recording, "MAX_QUESTIONS_A_DAY", 2)
        for question in ("een wijk", "twee wijk", "drie wijk", "twee wijk"):
            tell(client, address, question)
        assert sorted(AskedDay.objects.values_list("asked", flat=True)) == [1, 2]

    def test_calls_in_a_burst_are_let_go(self, client, address, monkeypatch):
        monkeypatch.setattr(guard, "calls", Bucket(rate=0, size=2))
        for _time in range(4):
            tell(client, address, "dagopvang")
        assert AskedDay.objects.get().asked == 2


def test_without_fetch_metadata_the_origin_decides():
    factory = RequestFactory()
    assert is_from_own_page(factory.post("/", HTTP_ORIGIN="http://testserver"))
    assert not is_from_own_page(factory.post("/", HTTP_ORIGIN="https://evil.example"))
    assert not is_from_own_page(factory.post("/", HTTP_ORIGIN="null"))
    assert not is_from_own_page(factory.post("/"))


def test_a_bucket_fills_again(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(guard.time, "monotonic", lambda: now[0])
    bucket = Bucket(rate=2, size=3)
    assert [bucket.take() for _time in range(4)] == [True, True, True, False]
    now[0] += 1
    assert [bucket.take() for _time in range(3)] == [True, True, False]
