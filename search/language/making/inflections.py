"""The stems of Dutch inflected forms, where Snowball gives another stem than for the word they are forms of.

Snowball cuts by the look of a word: it keeps `nieuwe` apart from `nieuw` and `sociale` from `sociaal`, and takes the
last letters of `fiets` and `proces` for endings. The dictionary knows which forms belong to a word.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from search.language.making.compound_roles import LAST as COMPOUND_END
from search.language.making.compound_roles import NOUN_PLURALS
from search.language.making.hunspell import DictionaryWord, Rule, forms
from search.language.making.irregular import DUTCH, NO_FORMS
from search.language.stems import snowball
from search.language.stopwords import DUTCH as STOP_WORDS
from search.language.tokens import fold

NOUN, ADJECTIVE, VERB, PARTICIPLE = "noun", "adjective", "verb", "participle"
RANK = {NOUN: 3, ADJECTIVE: 2, PARTICIPLE: 1, VERB: 0}
VERB_FLAGS = ("V3", "Vp", "Vq", "Vi", "Va", "Vb")
MIN_LENGTH = 3
DIMINUTIVE = "Y"
PARTICIPLE_SIGN = "ge"
SURE = 3  # letters behind it that show that it was cut
MIN_ZIPF = 1.0  # of a form, to be worth a line
# Forms of adjectives that are other words more often than not: bitter, leger, laatst, rechts.

DOUBTFUL_ENDINGS = ("er", "ers", "st", "s")


@dataclass
class Lexicon:
    """What the dictionary says: the kinds of each headword, and for each form of which words it may be a form."""

    kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    plurals: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)  # nouns with a plural
    lemmas: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))


def exceptions(
    words: Iterable[DictionaryWord], rules: dict[str, list[Rule]], common: dict[str, float]
) -> dict[str, str]:
    """The stem of each form for which Snowball's is not the one of its word."""
    lexicon = _lexicon(words, rules)
    lemma_of = {form: lemma for form in lexicon.lemmas if (lemma := _lemma(form, lexicon, common))} | DUTCH
    found: dict[str, str] = {}
    for form in sorted(lexicon.kinds.keys() | lemma_of.keys()):
        if common.get(form, 0.0) < MIN_ZIPF or form in NO_FORMS:
            continue
        stem = _stem_of_lemma(_root(form, lemma_of), lexicon)
        if stem != snowball(form, "nl"):
            found[form] = stem
    return found


def _root(form: str, lemma_of: dict[str, str]) -> str:
    """The word at the end of form, participle, verb: ontwikkelde, ontwikkeld, ontwikkel."""
    seen = {form}
    while (lemma := lemma_of.get(form, form)) not in seen:
        seen.add(lemma)
        form = lemma
    return form


def _lexicon(words: Iterable[DictionaryWord], rules: dict[str, list[Rule]]) -> Lexicon:
    lexicon = Lexicon()
    for entry in words:
        if not (entry.word.isalpha() and entry.word.islower() and len(entry.word) >= MIN_LENGTH):
            continue
        lemma = fold(entry.word)
        kinds = {kind for flag in entry.flags if (kind := _kind(flag))}
        if (not kinds and COMPOUND_END in entry.flags) or any(flag.startswith(DIMINUTIVE) for flag in entry.flags):
            kinds.add(NOUN)
        lexicon.kinds[lemma] |= kinds
        for flag in entry.flags:
            kind = _kind(flag)
            for form, _ in forms(entry.word, rules.get(flag, [])) if kind else ():
                if not (kind == ADJECTIVE and form.endswith(DOUBTFUL_ENDINGS)) and not form.endswith("ica"):
                    lexicon.lemmas[fold(form)].add((lemma, kind or ""))
                    if kind == NOUN:
                        lexicon.plurals.add(fold(form))
                        lexicon.counted.add(lemma)
    _add_participles(lexicon)
    return lexicon


def _add_participles(lexicon: Lexicon) -> None:
    """Ontwikkeld and gebouwd are forms of ontwikkel and bouw."""
    for participle, kinds in list(lexicon.kinds.items()):
        if PARTICIPLE in kinds and participle.endswith(("d", "t")):
            for verb in (participle[:-1], participle[:-1].replace("ge", "", 1)):
                of_verb = lexicon.kinds.get(verb, set())
                # Verkeerd has nothing to do with verkeer.
                if VERB in of_verb and not (ADJECTIVE in kinds and NOUN in of_verb):
                    lexicon.lemmas[participle].add((verb, VERB))
                    break


def _kind(flag: str) -> str | None:
    if flag in NOUN_PLURALS:
        return NOUN
    if flag.startswith("A"):
        return ADJECTIVE
    if flag == "Ve":
        return PARTICIPLE
    return VERB if flag in VERB_FLAGS else None


def _lemma(form: str, lexicon: Lexicon, common: dict[str, float]) -> str | None:
    """The word of which this is most likely a form; None when it rather is a word itself."""
    candidates = [
        (RANK[kind], common.get(lemma, 0.0), lemma)
        for lemma, kind in lexicon.lemmas[form]
        if lemma != form and lemma not in STOP_WORDS
    ]
    if not candidates:
        return None
    rank, zipf, lemma = max(candidates)
    own = lexicon.kinds.get(form, set())
    if rank == RANK[NOUN] or not own & {NOUN, ADJECTIVE} or PARTICIPLE in own:
        return lemma
    return lemma if rank == RANK[ADJECTIVE] and common.get(form, 0.0) < zipf else None


def _with_sign(lemma: str, stem: str) -> str:
    """The stem of a word that is no participle, with the `ge` that Snowball took for the sign of one."""
    for place in range(len(lemma) - len(PARTICIPLE_SIGN)):
        rest = lemma[place + len(PARTICIPLE_SIGN) :]
        has_sign = lemma.startswith(PARTICIPLE_SIGN, place) and not stem.startswith(PARTICIPLE_SIGN, place)
        if has_sign and stem.startswith(lemma[:place]) and rest.startswith(stem[place : place + SURE]):
            return stem[:place] + PARTICIPLE_SIGN + stem[place:]
    return stem


def _stem_of_lemma(lemma: str, lexicon: Lexicon) -> str:
    """Snowball's stem, unless it takes letters of the word itself for an ending or a beginning.

    It cuts fiets, proces and teken, makes begeleiding one with beleid, and leaves of overheid what is a stop word.
    """
    stem = snowball(lemma, "nl")
    if stem in STOP_WORDS:
        return lemma
    kinds = lexicon.kinds[lemma]
    if kinds and kinds != {PARTICIPLE}:
        stem = _with_sign(lemma, stem)
    if lemma in lexicon.plurals:
        return stem
    if lemma.removeprefix(stem) in {"s", "es"}:
        return lemma
    return lemma if lemma in lexicon.counted and lemma.endswith(("en", "ief")) else stem
