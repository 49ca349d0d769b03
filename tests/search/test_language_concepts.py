"""Concepts named in documents and questions."""

import pytest

from search.language import (
    NO_CONCEPTS,
    ConceptMap,
    ConceptNames,
    Kind,
    alternatives,
    analyse,
    concept_term,
    normalise,
    tokenise,
)

WOO = ConceptNames(
    "glossary", "wet-open-overheid", {"nl": ("Wet open overheid", "Woo"), "en": ("Open Government Act",)}
)
NETWORK = ConceptNames(
    "theme", "network", {"nl": ("netwerk", "samenwerkingsverband", "co-creatie"), "en": ("network", "partnership")}
)
CONCEPTS = ConceptMap.of([WOO, NETWORK])
WOO_TERM = concept_term("glossary", "wet-open-overheid")
NETWORK_TERM = concept_term("theme", "network")


def named(text, language="nl", concepts=CONCEPTS):
    """The concept terms at each word."""
    return [[term for term in terms if term in concepts.terms] for terms in analyse(text, language, concepts).expanded]


def asked(text, language="nl", concepts=CONCEPTS):
    return alternatives(tokenise(normalise(text)), language, concepts)


@pytest.mark.parametrize("text", ["de Woo", "WOO-verzoek", "de wet open overheid", "the Open Government Act"])
def test_each_name_of_a_concept_gives_the_same_term(text):
    language = "en" if text.startswith("the") else "nl"
    assert WOO_TERM in analyse(text, language, CONCEPTS).terms()


def test_name_of_more_words_marks_each_of_them():
    assert named("volgens de wet open overheid van 2022") == [[], [], [WOO_TERM], [WOO_TERM], [WOO_TERM], [], []]


def test_inflected_name_is_recognised():
    assert named("samenwerkingsverbanden") == [[NETWORK_TERM]]
    assert named("partnerships", "en") == [[NETWORK_TERM]]


def test_name_with_and_without_hyphen_is_the_same():
    assert named("cocreatie") == [[NETWORK_TERM]]
    assert named("co-creatie") == [[NETWORK_TERM], [NETWORK_TERM]]


def test_the_longest_name_wins():
    government = ConceptNames("theme", "open", {"nl": ("open overheid",)})
    concepts = ConceptMap.of([WOO, government])
    assert named("wet open overheid", concepts=concepts) == [[WOO_TERM]] * 3
    assert named("open overheid", concepts=concepts) == [[concept_term("theme", "open")]] * 2


def test_stop_word_is_no_name():
    concepts = ConceptMap.of([ConceptNames("glossary", "of", {"nl": ("Onderzoeksfonds", "OF")})])
    assert named("ja of nee", concepts=concepts) == [[], [], []]
    assert all(choice.kind is not Kind.CONCEPT for choice in asked("of", concepts=concepts)[0])


def test_name_in_another_language_that_is_a_word_here_is_no_name():
    concepts = ConceptMap.of([ConceptNames("theme", "culture", {"nl": ("kunsten",), "en": ("arts",)})])
    assert named("arts", "en", concepts=concepts) == [[concept_term("theme", "culture")]]
    assert named("arts", concepts=concepts) == [[]]
    assert all(choice.kind is not Kind.CONCEPT for choice in asked("arts", concepts=concepts)[0])
    assert any(choice.kind is Kind.CONCEPT for choice in asked("arts", "en", concepts=concepts)[0])


def test_own_stem_comes_first_and_concepts_after_it():
    (terms,) = analyse("netwerken", "nl", CONCEPTS).expanded
    assert terms == (*analyse("netwerken", "nl").expanded[0], NETWORK_TERM)


def test_question_has_the_concept_and_its_other_names():
    (choices,) = asked("netwerk")
    weights = {choice.term: choice.weight for choice in choices if choice.kind is Kind.CONCEPT}
    assert weights[NETWORK_TERM] > weights["partnership"] > 0
    assert choices[0].kind is Kind.WORD


def test_each_word_of_a_long_name_in_a_question_may_be_the_concept():
    assert all(WOO_TERM in [choice.term for choice in choices] for choices in asked("wet open overheid"))
    assert "woo" in [choice.term for choice in asked("wet open overheid")[0]]


def test_terms_of_concepts_are_apart_from_words_and_from_each_other():
    terms = [concept_term("theme", key) for key in ("a-b", "ab", "a_b")] + [concept_term("themea", "b")]
    assert len(set(terms)) == len(terms)
    assert all(term.isalnum() and not term.isalpha() for term in terms)


def test_version_follows_the_names_and_not_their_order():
    assert ConceptMap.of([NETWORK, WOO]).version == CONCEPTS.version
    assert ConceptMap.of([WOO]).version != CONCEPTS.version
    assert ConceptMap.of([]) is NO_CONCEPTS
    assert not NO_CONCEPTS
    assert CONCEPTS


def test_names_without_words_or_of_a_whole_paragraph_are_left_out():
    concepts = ConceptMap.of([ConceptNames("theme", "odd", {"nl": ("", "—", "woord " * 50)})])
    assert named("woord", concepts=concepts) == [[]]
