"""The names of concepts, recognised in text: what an abbreviation, a synonym and a translation have in common."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search.language.stems import LANGUAGES, stem
from search.language.stopwords import is_stop_word
from search.language.tokens import Token, normalise, tokenise
from search.language.wordlist import word_list

MAX_NAME_WORDS = 8  # a longer name is a description, and would slow every text down
MAX_KEY = 40

Stems = tuple[str, ...]


@dataclass(frozen=True)
class ConceptNames:
    """What a concept is called: per language its label, synonyms, abbreviations and plurals."""

    scheme: str
    key: str
    names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Named:
    """Concepts that the words from `start` to `end` (not included) name, as concept terms."""

    start: int
    end: int
    terms: tuple[str, ...]


def concept_term(scheme: str, key: str) -> str:
    """The term under which documents that name a concept are found: letters and digits, in no way a word.

    The checksum keeps concepts apart whose keys differ in signs only.
    """
    checksum = hashlib.blake2b(f"{scheme}/{key}".encode(), digest_size=4).hexdigest()
    plain = "".join(char for char in key.lower()[:MAX_KEY] if char.isascii() and char.isalnum())
    return f"1c{checksum}{plain}"


@dataclass(frozen=True)
class ConceptMap:
    """All names, by the stems that they have in a text of a language. Make it with `ConceptMap.of`.

    `version` changes with the names: documents that were analysed with another version miss concepts.
    """

    version: str = ""
    _by_first: Mapping[str, Mapping[str, tuple[tuple[Stems, tuple[str, ...]], ...]]] = field(default_factory=dict)
    _single_words: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, concepts: Iterable[ConceptNames]) -> "ConceptMap":
        """The map of these concepts; their order makes no difference."""
        known = sorted(concepts, key=lambda concept: (concept.scheme, concept.key))
        if not known:
            return NO_CONCEPTS
        return cls(
            version=_version(known),
            _by_first={language: _by_first(known, language) for language in LANGUAGES},
            _single_words={concept_term(concept.scheme, concept.key): _single_words(concept) for concept in known},
        )

    def __bool__(self) -> bool:
        return bool(self.version)

    def find(self, tokens: Sequence[Token], language: str) -> list[Named]:
        """The concepts named in a text of a language; where names overlap, the first and longest."""
        by_first = self._by_first.get(language)
        if not by_first:
            return []
        stems = [stem(token.word, language) for token in tokens]
        found: list[Named] = []
        free = 0
        for place, first in enumerate(stems):
            if place >= free and first in by_first:
                named = _longest(by_first[first], stems, place)
                if named:
                    found.append(named)
                    free = named.end
        return found

    def other_names(self, term: str) -> tuple[tuple[str, str], ...]:
        """The names of one word of the concept with this term, as (folded word, language)."""
        return self._single_words.get(term, ())

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of all concepts."""
        return frozenset(self._single_words)


NO_CONCEPTS = ConceptMap()


def _longest(candidates: tuple[tuple[Stems, tuple[str, ...]], ...], stems: Sequence[str], place: int) -> Named | None:
    for name, terms in candidates:  # the longest first
        end = place + len(name)
        if tuple(stems[place:end]) == name:
            return Named(place, end, terms)
    return None


def _version(concepts: list[ConceptNames]) -> str:
    content = "\n".join(
        f"{concept.scheme}\t{concept.key}\t{language}\t" + "\t".join(sorted(names))
        for concept in concepts
        for language, names in sorted(concept.names.items())
    )
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()


def _by_first(concepts: list[ConceptNames], language: str) -> dict[str, tuple[tuple[Stems, tuple[str, ...]], ...]]:
    terms_of: dict[Stems, dict[str, None]] = {}
    for concept in concepts:
        for name_language, names in concept.names.items():
            for name in names:
                for words in _spellings(name):
                    if _is_name(words, name_language, language):
                        stems = tuple(stem(word, language) for word in words)
                        terms_of.setdefault(stems, {})[concept_term(concept.scheme, concept.key)] = None
    by_first: dict[str, list[tuple[Stems, tuple[str, ...]]]] = {}
    for stems, terms in terms_of.items():
        by_first.setdefault(stems[0], []).append((stems, tuple(terms)))
    return {first: tuple(sorted(names, key=lambda name: (-len(name[0]), name[0]))) for first, names in by_first.items()}


def _spellings(name: str) -> list[tuple[str, ...]]:
    """The words of a name, and with hyphens left out: co-creatie is cocreatie too."""
    apart: list[str] = []
    together: list[str] = []
    glue = False
    for token in tokenise(normalise(name)):
        apart.append(token.word)
        if glue:
            together[-1] += token.word
        else:
            together.append(token.word)
        glue = token.joined
    return list(dict.fromkeys([tuple(apart), tuple(together)]))


def _is_name(words: tuple[str, ...], name_language: str, language: str) -> bool:
    """Whether these words name a concept in a text of a language.

    Not when they are all stop words (OF, IT), nor a name of another language that is a word in this one: arts.
    """
    if not words or len(words) > MAX_NAME_WORDS:
        return False
    if name_language != language and len(words) == 1 and words[0] in word_list(language):
        return False
    return not all(is_stop_word(word, language) for word in words)


def _single_words(concept: ConceptNames) -> tuple[tuple[str, str], ...]:
    words = {
        (spelling[0], language): None
        for language, names in sorted(concept.names.items())
        for name in names
        for spelling in _spellings(name)
        if len(spelling) == 1 and not is_stop_word(spelling[0], language)
    }
    return tuple(words)
