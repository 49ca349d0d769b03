"""The analysis of questions: for each word what of the expanded stream may stand for it."""

from collections.abc import Iterable, Sequence

from search.language.alternative import Alternative, Kind
from search.language.analysis import COMPOUNDING, hyphenated_wholes, part_terms
from search.language.concepts import NO_CONCEPTS, ConceptMap
from search.language.joins import compounds_written_apart
from search.language.stems import LANGUAGES, stem
from search.language.tokens import Token
from search.language.translations import translations
from search.language.wordlist import word_list

PART_WEIGHT = 0.8
WHOLE_WEIGHT = 0.8
# Documents with a compound that is taken apart have its parts; the whole, being rarer, would count too much.
SPLIT_WHOLE_WEIGHT = 0.2
CONCEPT_WEIGHT = 0.7
NAME_WEIGHT = 0.3
TRANSLATION_WEIGHT = 0.25
# A translated part of a compound says less than the translated whole.
PART_TRANSLATION_WEIGHT = 0.15


def alternatives(
    tokens: list[Token], language: str, concepts: ConceptMap = NO_CONCEPTS, targets: Sequence[str] = ()
) -> list[tuple[Alternative, ...]]:
    """For each word of a question by a reader of a language the terms by which it may be found, the best first.

    Readers of either language also type the other, so a word has its stem in both. `targets` are the languages of the
    documents where they are not just the reader's own: then a word is looked for by its translations too.
    """
    languages = sorted(LANGUAGES, key=lambda other: other != language)
    found = [_own(tokens, place, languages) for place in range(len(tokens))]
    for join in compounds_written_apart(tokens):
        weight = SPLIT_WHOLE_WEIGHT if join.is_split else WHOLE_WEIGHT
        for place in join.places:
            found[place].append(Alternative(stem(join.compound, COMPOUNDING), weight, Kind.WHOLE))
    for other in languages:
        for named in concepts.find(tokens, other):
            if other != language and _is_own_word(tokens[named.start : named.end], language):
                continue
            names = _names(named.terms, concepts)
            for place in range(named.start, named.end):
                found[place] += names
    if set(targets) - {language}:
        for place, token in enumerate(tokens):
            found[place] += _translated(token.word, found[place], targets)
    return [_best(choices) for choices in found]


def _translated(word: str, choices: list[Alternative], targets: Sequence[str]) -> list[Alternative]:
    """The word in the target languages; of a compound that the dictionary does not have, its parts."""
    found = []
    for source in LANGUAGES:
        for target in targets:
            terms = {stem(word, source): TRANSLATION_WEIGHT}
            if source == COMPOUNDING and not translations(stem(word, source), source, target):
                terms = {choice.term: PART_TRANSLATION_WEIGHT for choice in choices if choice.kind == Kind.PART}
            for term, weight in terms.items():
                for other in translations(term, source, target):
                    # Where documents of both languages are searched, room (of a house) would find cream in Dutch.
                    if len(targets) == 1 or other not in word_list(source):
                        found.append(Alternative(stem(other, target), weight, Kind.TRANSLATION))
    return found


def _own(tokens: list[Token], place: int, languages: Iterable[str]) -> list[Alternative]:
    word = tokens[place].word
    wholes = hyphenated_wholes(tokens, place)
    return [
        *(Alternative(stem(word, language)) for language in languages),
        *(Alternative(stem(whole, language), kind=Kind.WHOLE) for whole in wholes for language in languages),
        *(Alternative(term, PART_WEIGHT, Kind.PART) for term in part_terms(word)),
    ]


def _is_own_word(tokens: list[Token], language: str) -> bool:
    """Whether what is a name in another language is a word in the reader's: arts is a doctor to Dutch readers."""
    return len(tokens) == 1 and tokens[0].word in word_list(language)


def _names(terms: tuple[str, ...], concepts: ConceptMap) -> list[Alternative]:
    found = [Alternative(term, CONCEPT_WEIGHT, Kind.CONCEPT) for term in terms]
    for term in terms:
        found += [
            Alternative(stem(word, language), NAME_WEIGHT, Kind.CONCEPT)
            for word, language in concepts.other_names(term)
        ]
    return found


def _best(choices: list[Alternative]) -> tuple[Alternative, ...]:
    """Each term once, with its highest weight."""
    best: dict[str, Alternative] = {}
    for choice in choices:
        if choice.term not in best or choice.weight > best[choice.term].weight:
            best[choice.term] = choice
    return tuple(sorted(best.values(), key=lambda choice: -choice.weight))
