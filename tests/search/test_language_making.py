"""The word lists are made from a dictionary: tried on one of a few words."""

import pytest

from search.language.making import inflections, spellings
from search.language.making.compound_roles import roles
from search.language.making.hunspell import read_rules, read_words
from search.language.wordlist import Entry, Role, WordList, to_lines

RULES = """
SFX Zb Y 2
SFX Zb 0 en/CaCbCp [^eo]
SFX Zb 0 en-/CaCbCp [^eo]
SFX Zf Y 1
SFX Zf ak ken/CaCbCp k
SFX Aa Y 1
SFX Aa 0 e [^e]
SFX V3 Y 1
SFX V3 0 t [^ao]
"""
WORDS = """9
fiets/CcCaZb
zaak/CcCaZf
begeleiding/CcZb
klimaat/Ca
nieuw/AaAb
krijg/V3
ontwikkeld/Ve
ontwikkel/V3
Utrecht/PN
"""


@pytest.fixture
def dictionary(tmp_path):
    (tmp_path / "nl.aff").write_text(RULES, encoding="utf-8")
    (tmp_path / "nl.dic").write_text(WORDS, encoding="utf-8")
    return list(read_words(tmp_path / "nl.dic")), read_rules(tmp_path / "nl.aff")


def test_nouns_and_their_plurals_may_stand_in_compounds(dictionary):
    found = roles(*dictionary)
    assert found["fiets"] == found["fietsen"] == found["zaken"] == Role.FIRST | Role.LAST
    assert found["klimaat"] == Role.FIRST
    assert not {"krijg", "utrecht", "fietsen-"} & found.keys()


def test_forms_get_the_stem_of_their_word(dictionary):
    known = ["fiets", "fietsen", "zaak", "zaken", "nieuw", "nieuwe", "krijg", "krijgt", "ontwikkeld", "begeleiding"]
    found = inflections.exceptions(*dictionary, dict.fromkeys(known, 4.0))
    assert found["fiets"] == "fiets"
    assert found["nieuwe"] == "nieuw"
    assert found["krijgt"] == "krijg"
    assert found["begeleiding"] == "begeleid"
    assert found["ontwikkeld"] == "ontwikkel"


def test_british_spelling_gets_the_american_stem():
    found = spellings.exceptions({"organize", "color", "hour"}, {"organise", "colour", "hour"})
    assert (found["organise"], found["colour"]) == ("organiz", "color")
    assert "hour" not in found


def test_packed_list_gives_back_what_was_put_in():
    words = {
        "zorg": Entry(5.0, Role.FIRST | Role.LAST),
        "zorgen": Entry(4.0, Role.LAST),
        "nu": Entry(),
        "zorgt": Entry(2.0),
    }
    packed = WordList(to_lines(words))
    assert {word: packed.entry(word) for word in words} == words
    assert packed.entry("zor") is None
    assert packed.entry("zorge") is None
    assert "" not in packed
