"""What is marked in results: whole words, whatever of the question they stand for."""

from dataclasses import replace

import pytest

from knowledge.types import SearchField
from search.highlights import best_fragment, found_elsewhere, marked_title
from search.language import Alternative, Kind
from search.questions import Question, QuestionWord, parse
from tests.search.documents import document


def marked(segments):
    """The marked pieces."""
    return [segment.text for segment in segments if segment.marked]


def whole(segments):
    """The text of all pieces."""
    return "".join(segment.text for segment in segments)


def with_term(found, field, word, term):
    """The document with a term more where a word stands, as a compound or concept gives it."""
    tokens = found.field_tokens[field]
    expanded = tuple(
        (*terms, term) if surface == word else terms
        for surface, terms in zip(tokens.surface, tokens.expanded, strict=True)
    )
    found.field_tokens[field] = replace(tokens, expanded=expanded)
    return found


@pytest.mark.parametrize("kind", list(Kind))
def test_a_whole_word_is_marked_whatever_stands_for_it(kind):
    found = with_term(document(1, "Over de buurtdagopvang, vandaag"), SearchField.TITLE, "buurtdagopvang", "1xterm")
    question = Question(words=(QuestionWord("dagopvang", (Alternative("1xterm", 0.5, kind),)),))
    assert marked(marked_title(found, question)) == ["buurtdagopvang"]
    assert whole(marked_title(found, question)) == "Over de buurtdagopvang, vandaag"


def test_the_passage_with_the_words_themselves_beats_one_with_what_stands_for_them():
    far = "Vooraf. " * 60
    found = document(1, "Titel", body=f"De kinderhulp is er. {far}De jeugdzorg is er. {far}")
    found = with_term(found, SearchField.BODY, "kinderhulp", "1xjeugdzorg")
    word = QuestionWord("jeugdzorg", (*parse("jeugdzorg", "nl").words[0].alternatives, Alternative("1xjeugdzorg", 0.5)))
    fragment = best_fragment(found, Question(words=(word,)))
    assert marked(fragment) == ["jeugdzorg"]
    assert whole(fragment).startswith("… ")
    assert whole(fragment).endswith(" …")


def test_the_passage_with_most_words_of_the_question_is_shown():
    far = "Vooraf. " * 60
    found = document(1, "Titel", body=f"Zorg, zorg en zorg. {far}Zorg en wonen. {far}")
    assert marked(best_fragment(found, parse("zorg wonen", "nl"))) == ["Zorg", "wonen"]


def test_phrases_are_marked_with_their_small_words():
    found = document(1, "Samen in de wijk, en de wijk in")
    assert marked(marked_title(found, parse('"in de wijk"', "nl"))) == ["in", "de", "wijk", "wijk"]


def test_long_texts_full_of_a_word_are_marked_in_time():
    found = document(1, "Zorg", body="zorg " * 15_000)
    fragment = best_fragment(found, parse("zorg", "nl"))
    assert 20 < len(marked(fragment)) < 40


def test_labels_that_answer_are_named_when_the_text_shows_nothing():
    found = document(1, "Titel", body="Een tekst.", labels="Praktijkcase\nVertrouwen\nIn netwerken\nNetwerk drie")
    named = found_elsewhere(found, parse("netwerken", "nl"))
    assert [whole(line) for line in named] == ["In netwerken", "Netwerk drie"]
    assert [marked(line) for line in named] == [["netwerken"], ["Netwerk"]]
    assert found_elsewhere(found, parse("iets anders", "nl")) == ()
