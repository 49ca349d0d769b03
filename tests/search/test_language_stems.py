"""Stems: one for the forms of a word, different ones for different words."""

import pytest

from search.language.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "stad steden", "lid leden", "schip schepen", "kind kinderen", "raad raden", "fiets fietsen",
        "raadslid raadsleden",
        "mogelijkheid mogelijkheden", "identiteit identiteiten", "proces processen", "museum musea",
        "criterium criteria", "technicus technici",
        "politicus politici", "initiatief initiatieven", "advies adviezen", "grens grenzen",
        "nieuw nieuwe", "sociaal sociale", "grijs grijze", "duurzaam duurzame", "belangrijk belangrijke",
        "samenwerken samenwerkt samenwerkte samenwerking", "dag dagen", "weg wegen", "mens mensen", "zaak zaken",
        "dakloze daklozen", "netwerk netwerken", "ontwikkeld ontwikkelde ontwikkelen", "expert experts",
        "productieproces productieprocessen", "burgerinitiatief burgerinitiatieven", "werkwijze werkwijzen",
        "gemeente gemeenten", "overheid overheden", "begeleiding begeleiden", "vertegenwoordiging vertegenwoordigen",
    ],
)  # fmt: skip
def test_dutch_forms_of_a_word_share_a_stem(forms):
    assert len({stem(form, "nl") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "organisation organization organisations organizing", "centre center centres",
        "behaviour behavior behaviours", "programme program programmes", "analyse analyze analysing", "labour labor",
        "child children",
        "policy policies", "woman women", "modelling modeling", "catalogue catalog",
    ],
)  # fmt: skip
def test_english_forms_and_spellings_share_a_stem(forms):
    assert len({stem(form, "en") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("leger", "leeg", "nl"), ("kans", "kan", "nl"), ("mens", "men", "nl"), ("proces", "procedure", "nl"),
        ("maart", "maar", "nl"),
        ("begeleiding", "beleid", "nl"),
        ("gezond", "zon", "nl"), ("overheid", "over", "nl"), ("gemeente", "mening", "nl"),
        ("verkeerd", "verkeer", "nl"), ("four", "for", "en"), ("hour", "hor", "en"),
    ],
)  # fmt: skip
def test_different_words_keep_different_stems(one, other, language):
    assert stem(one, language) != stem(other, language)


def test_word_with_a_digit_or_of_another_language_stays_as_it_is():
    assert stem("d66", "nl") == "d66"
    assert stem("gemeenten", "fr") == "gemeenten"
    assert stem("2024", "en") == "2024"
