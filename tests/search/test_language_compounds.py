"""Dutch compounds: taken apart in texts, put together from what a reader wrote apart."""

import pytest

from search.language import Kind, alternatives, analyse, normalise, tokenise
from search.language.compounds import joined_parts, split
from search.language.stems import stem
from search.language.wordlist import Role, word_list


def parts(word):
    return [word[part.start : part.end] for part in split(word)]


def asked(text, language="nl"):
    """The terms of each word of a question by kind."""
    return [
        {kind: [choice.term for choice in choices if choice.kind is kind] for kind in Kind}
        for choices in alternatives(tokenise(normalise(text)), language)
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("participatiebeleid", ["participatie", "beleid"]),
        ("samenwerkingsverband", ["samenwerking", "verband"]),
        ("schuldhulpverlening", ["schuld", "hulp", "verlening"]),
        ("verkeersveiligheid", ["verkeer", "veiligheid"]),
        ("gemeenteraadsverkiezingen", ["gemeente", "raad", "verkiezingen"]),
        ("initiatievenfonds", ["initiatieven", "fonds"]),
        ("bewonersforum", ["bewoner", "forum"]),
        ("participatiewet", ["participatie", "wet"]),
        ("belastingaanslagen", ["belasting", "aanslagen"]),
        ("wijkgerichte", ["wijk", "gerichte"]),
    ],
)
def test_compound_is_cut_into_its_words(word, expected):
    assert parts(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        "samenwerking", "rechtvaardigheid", "kunstmatige", "onderzoek", "maatschappij", "wetenschap", "vriendschap",
        "waardering", "kleinzoon", "ontdekking", "trustworthy", "beleid", "a" * 64, "zorg2030plan",
    ],
)  # fmt: skip
def test_other_word_stays_whole(word):
    assert parts(word) == []


def test_neighbouring_parts_are_words_too():
    word = "schuldhulpverlening"
    assert joined_parts(word, split(word)) == ["schuldhulp", "hulpverlening"]


def test_document_is_found_by_the_parts_of_its_compounds_in_dutch_only():
    (terms,) = analyse("schuldhulpverlening", "nl").expanded
    assert terms[0] == stem("schuldhulpverlening", "nl")
    assert {stem(part, "nl") for part in ("schuld", "hulp", "verlening", "hulpverlening")} <= set(terms[1:])
    assert len(analyse("participatiebeleid", "en").terms()) == 1


def test_compound_in_a_question_is_found_by_its_parts_at_less_weight():
    (choices,) = alternatives(tokenise("participatiebeleid"), "nl")
    by_term = {choice.term: choice for choice in choices}
    assert by_term["beleid"].kind is Kind.PART
    assert by_term["beleid"].weight < choices[0].weight == 1


@pytest.mark.parametrize(
    ("question", "compound"),
    [
        ("participatie beleid", "participatiebeleid"),
        ("bewoner initiatief", "bewonersinitiatief"),
        ("veiligheid van het verkeer", "verkeersveiligheid"),
        ("samenwerking verband", "samenwerkingsverband"),
    ],
)
def test_words_written_apart_are_found_as_one(question, compound):
    words = asked(question)
    assert stem(compound, "nl") in words[0][Kind.WHOLE]
    assert stem(compound, "nl") in words[-1][Kind.WHOLE]


def test_whole_counts_little_when_documents_have_its_parts_anyway():
    def weight(question, compound):
        return {choice.term: choice.weight for choice in alternatives(tokenise(question), "nl")[0]}[
            stem(compound, "nl")
        ]

    assert weight("participatie beleid", "participatiebeleid") < weight("samen werking", "samenwerking") <= 1


@pytest.mark.parametrize("question", ["mooi wonen", "2024 begroting", "van de", "governance zzzzzz", "open data"])
def test_words_that_make_no_compound_stay_apart(question):
    assert all(word[Kind.WHOLE] == [] for word in asked(question))


def test_word_list_knows_how_common_words_are():
    words = word_list("nl")
    beleid, rare = words.entry("beleid"), words.entry("beleidsconcurrentie")
    assert beleid is not None
    assert beleid.zipf > 4
    assert beleid.role == Role.FIRST | Role.LAST
    assert rare is None or rare.zipf < beleid.zipf
    assert "beleidd" not in words
    assert "gemeenten" in words
    assert "xyzzy" not in words
    assert "organisation" in word_list("en")
    assert "zorg" not in word_list("fr")
