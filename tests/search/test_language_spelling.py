"""Words that no page has: corrected, completed, or left alone."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import Speller

PAGES = {
    "participatie": 80, "gemeente": 200, "samenwerking": 90, "netwerkend": 30, "werken": 120, "beleid": 150,
    "governance": 20, "participatief": 2, "government": 10, "letters": 5, "reconstructie": 6, "buurt": 40,
    "initiatief": 60, "beleidsplan": 8, "toegankelijkheid": 25, "network": 12, "bewoners": 50, "woo": 9,
    "gemene": 1, "partijen": 33, "visie": 20,
}  # fmt: skip


@pytest.fixture(scope="module")
def speller():
    return Speller(PAGES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gemente", "gemeente"),
        ("partcipatie", "participatie"),
        ("samenwekring", "samenwerking"),
        ("toegankelykheid", "toegankelijkheid"),
        ("beleit", "beleid"),
        ("netwerkendwerken", "netwerkend werken"),
        ("partcipatiebeleid", "participatiebeleid"),
        ("buurtinitiatif", "buurtinitiatief"),
        ("bewonersvizie", "bewonersvisie"),
    ],
)
def test_mistake_is_corrected(speller, typed, meant):
    assert speller.correct(typed, "nl") == meant


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("gemeente", "a page has it"),
        ("lottery", "it is English"),
        ("reconstruction", "it is English"),
        ("organisation", "it is English as the British write it"),
        ("gemeen", "it is Dutch"),
        ("participatieraad", "it is a compound of known words"),
        ("wwo", "it is short"),
        ("wooo2", "it has a digit"),
        ("gemeent3", "it has a digit"),
        ("xyzzyqqq", "it is like nothing"),
        ("particip", "it is half a word"),
        ("a" * 64, "it is no word"),
        ("", "it is nothing"),
    ],
)
def test_word_that_may_be_right_or_is_like_nothing_is_left_alone(speller, word, why):
    assert speller.correct(word, "nl") is None, why


def test_short_word_is_one_letter_off_at_most(speller):
    assert speller.correct("buurrtt", "nl") is None
    assert speller.correct("buurrt", "nl") == "buurt"


def test_of_equally_near_words_the_most_frequent_is_meant():
    assert Speller({"zorgen": 3, "borgen": 7}).correct("xorgen", "nl") == "borgen"


def test_letters_that_changed_places_are_the_likeliest_mistake():
    assert Speller({"extend": 1, "extern": 7}).correct("extedn", "en") == "extend"


def test_half_word_is_completed_by_the_words_of_most_pages(speller):
    assert speller.completions("partici", 5) == ["participatie", "participatief"]
    assert speller.completions("beleid", 5) == ["beleidsplan"]
    assert speller.completions("p", 2) == ["participatie", "partijen"]
    assert speller.completions("zzz", 5) == []


def test_site_without_pages_corrects_nothing():
    assert Speller({}).correct("gemente", "nl") is None
    assert Speller({}).completions("gem", 3) == []


@given(st.text(max_size=50))
def test_any_text_may_be_asked(text):
    speller = Speller(PAGES)
    correction = speller.correct(text, "nl")
    assert correction is None or correction != text
    assert len(speller.completions(text, 3)) <= 3


def test_thirty_thousand_words_are_ready_within_a_second_of_computing():
    beginnings = [f"{a}{b}rei{c}" for a in "bdfgklm" for b in "aeou" for c in "kls"]
    endings = ["ning", "baar", "heden", "ling", "schap", "kunde"]
    letters = "abcdefghij"
    words = {f"{one}{x}{y}{other}": 1 for one in beginnings for other in endings for x in letters for y in letters[:6]}
    assert len(words) > 30_000
    began = process_time()
    assert Speller(words).correct("bareikaanink", "nl") == "bareikaaning"
    assert process_time() - began < 1
