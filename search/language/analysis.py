"""The analysis of documents: text to two streams of tokens."""

from functools import lru_cache

from search.language.compounds import joined_parts, split
from search.language.concepts import NO_CONCEPTS, ConceptMap
from search.language.fields import FieldTokens
from search.language.stems import stem
from search.language.stopwords import is_stop_word
from search.language.tokens import Token, normalise, tokenise

# Raise it when the same text gives other tokens: documents made before are then seen to be stale.
ANALYSIS_VERSION = 4
# PostgreSQL keeps 16,383 positions a document; longer texts are cut at the same word for every engine.
MAX_WORDS = 16_000
COMPOUNDING = "nl"  # the language whose compounds are written as one word


def analyse(text: str, language: str, concepts: ConceptMap = NO_CONCEPTS) -> FieldTokens:
    """The tokens of a text in a language; the text is normalised first and cut at MAX_WORDS."""
    tokens = tokenise(normalise(text))[:MAX_WORDS]
    expanded = [word_terms(token.word, language) for token in tokens]
    _add_hyphenated_wholes(expanded, tokens, language)
    for named in concepts.find(tokens, language):
        for place in range(named.start, named.end):
            if expanded[place]:
                expanded[place] = tuple(dict.fromkeys(expanded[place] + named.terms))
    return FieldTokens(
        surface=tuple([token.word for token in tokens]),
        starts=tuple([token.start for token in tokens]),
        ends=tuple([token.end for token in tokens]),
        expanded=tuple(expanded),
    )


@lru_cache(maxsize=50_000)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of a folded word in a document: its stem, then those of its parts; none for a stop word."""
    if is_stop_word(word, language):
        return ()
    if language != COMPOUNDING:
        return (stem(word, language),)
    return tuple(dict.fromkeys((stem(word, language), *part_terms(word))))


def part_terms(word: str) -> list[str]:
    """The stems of the parts of a Dutch compound and of neighbouring parts together; none for another word."""
    parts = split(word)
    pieces = [word[part.start : part.end] for part in parts] + joined_parts(word, parts)
    return [stem(piece, COMPOUNDING) for piece in pieces]


def hyphenated_wholes(tokens: list[Token], place: int) -> list[str]:
    """Co-creatie is found by cocreatie too, from either of its parts."""
    wholes = []
    if tokens[place].joined and place + 1 < len(tokens):
        wholes.append(tokens[place].word + tokens[place + 1].word)
    if place > 0 and tokens[place - 1].joined:
        wholes.append(tokens[place - 1].word + tokens[place].word)
    return wholes


def _add_hyphenated_wholes(expanded: list[tuple[str, ...]], tokens: list[Token], language: str) -> None:
    joined = [place for place, token in enumerate(tokens) if token.joined]
    followers = [place + 1 for place in joined if place + 1 < len(tokens)]
    for place in sorted({*joined, *followers}):
        wholes = [stem(whole, language) for whole in hyphenated_wholes(tokens, place)]
        expanded[place] = tuple(dict.fromkeys([*expanded[place], *wholes]))
