"""Questions in one language for documents in another."""

from search.language import Kind, alternatives, tokenise


def translated(text, reader, *targets):
    """By word, the terms that stand for it by translation."""
    tokens = tokenise(text)
    found = alternatives(tokens, reader, targets=targets)
    return [{choice.term for choice in choices if choice.kind == Kind.TRANSLATION} for choices in found]


def test_a_dutch_word_is_looked_for_in_english_pages_by_its_meanings():
    assert "polici" in translated("beleid", "nl", "en")[0]


def test_an_english_word_is_looked_for_in_dutch_pages_by_its_meanings():
    assert "samenwerk" in translated("cooperation", "en", "nl")[0]


def test_a_compound_is_translated_by_its_parts():
    assert {"traffic", "secur"} & translated("verkeersveiligheid", "nl", "en")[0]


def test_in_her_own_language_a_reader_gets_no_translations():
    assert translated("beleid", "nl", "nl") == [set()]
    assert translated("beleid", "nl") == [set()]


def test_a_translation_that_is_a_word_of_the_readers_language_is_left_out_where_both_are_searched():
    assert "room" in translated("kamer", "nl", "en")[0]
    assert "room" not in translated("kamer", "nl", "nl", "en")[0]


def test_a_translation_counts_less_than_the_word_itself():
    (choices,) = alternatives(tokenise("beleid"), "nl", targets=("nl", "en"))
    weights = {choice.kind: choice.weight for choice in choices}
    assert weights[Kind.TRANSLATION] < weights[Kind.WORD]
