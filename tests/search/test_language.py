"""Text to tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import FieldTokens, analyse, fold, normalise, tokenise
from search.questions import MAX_QUESTION_LENGTH, clean, is_too_long, parse


def words(text):
    return [token.word for token in tokenise(normalise(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ideeën, coördinatie & Één", ["ideeen", "coordinatie", "een"]),
        ("foto’s programma's zo'n", ["foto", "programma", "zo"]),
        ("’s-Hertogenbosch", ["s", "hertogenbosch"]),
        ("d'Estaing l’union rock'n'roll", ["estaing", "union", "rock", "roll"]),
        ("co-creatie 24/7 D66 € 21.000", ["co", "creatie", "24", "7", "d66", "21", "000"]),
        ("Ĳsselstein ﬁets Straße Øresund", ["ijsselstein", "fiets", "strasse", "oresund"]),
        ("snake_case", ["snake", "case"]),
        ("日本語 العربية", ["日本語", "العربية"]),
        ("", []),
    ],
)
def test_words_are_folded(text, expected):
    assert words(text) == expected


def test_offsets_point_at_the_words_as_they_were_written():
    text = normalise("De foto’s: ideee\u0308n!")
    assert [text[token.start : token.end] for token in tokenise(text)] == ["De", "foto’s", "ideeën"]


@given(st.text(max_size=200))
def test_any_text_is_analysed_within_its_bounds(text):
    normal = normalise(text)
    tokens = analyse(text, "nl")
    assert FieldTokens.from_json(tokens.to_json()) == tokens
    assert list(tokens.starts) == sorted(tokens.starts)
    for word, start, end in zip(tokens.surface, tokens.starts, tokens.ends, strict=True):
        assert 0 <= start < end <= len(normal)
        assert word.isalnum()
        assert fold(word) == word


@given(st.text(max_size=400))
def test_any_question_is_taken_apart(text):
    question = parse(text, "nl")
    assert len(clean(text)) <= MAX_QUESTION_LENGTH
    for word in (*question.scoring, *question.excluded):
        assert word.terms
        assert all(term.isalnum() for term in word.terms)


def test_stop_words_are_left_out_of_the_expanded_stream_only():
    tokens = analyse("De regie van de gemeente", "nl")
    assert tokens.surface == ("de", "regie", "van", "de", "gemeente")
    assert [bool(terms) for terms in tokens.expanded] == [False, True, False, False, True]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("nl", "gemeente", "gemeenten"), ("nl", "samenwerking", "samenwerken"), ("en", "cities", "city")],
)
def test_forms_of_a_word_share_a_term(language, one, other):
    assert analyse(one, language).terms() == analyse(other, language).terms()


def test_question_has_terms_of_both_languages():
    (word,) = parse("cities", "nl").words
    assert set(analyse("cities", "nl").terms()) | set(analyse("cities", "en").terms()) <= set(word.terms)


def test_question_is_parted_into_words_phrases_and_exclusions():
    question = parse('Wie voert de "regie in netwerken" uit -provincie co-creatie', "nl")
    assert [word.word for word in question.words] == ["voert", "co", "creatie"]
    assert question.phrases == (("regie", "in", "netwerken"),)
    assert [word.word for word in question.excluded] == ["provincie"]


def test_question_of_stop_words_asks_for_those_words():
    question = parse("over ons", "nl")
    assert question.words == ()
    assert question.phrases == (("over",), ("ons",))


def test_english_reader_may_mean_what_is_a_stop_word_in_dutch():
    assert [word.word for word in parse("the door of the van", "en").words] == ["door", "van"]


def test_length_is_bounded():
    assert not is_too_long("zorg")
    assert is_too_long("a" * (MAX_QUESTION_LENGTH + 1))
    assert len(parse("woord " * 400, "nl").words) == 1
    assert len(words("a" * 10_000)[0]) == 64
