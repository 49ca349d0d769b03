"""Which Dutch words may stand first or last in a compound, by the flags of the dictionary."""

from collections.abc import Iterable, Iterator

from search.language.making.hunspell import DictionaryWord, Rule, forms
from search.language.tokens import fold
from search.language.wordlist import Role

FIRST = frozenset({"Ca", "Cb", "Cd", "Ce", "Ch", "CA", "CB"})
LAST = "Cc"
ADJECTIVE = "A"
NOUN_PLURALS = ("Za", "Zb", "Zc", "Zd", "Ze", "Zf", "Zg", "Zh", "Zi", "Zj", "Zu", "Zx")
# Adjectives of this length make compounds (klimaatneutraal, wijkgerichte); shorter ones are too often mere endings.
MIN_ADJECTIVE = 6


def roles(words: Iterable[DictionaryWord], rules: dict[str, list[Rule]]) -> dict[str, Role]:
    """The role of every folded word that may be a part."""
    found: dict[str, Role] = {}
    for entry in words:
        if entry.word.isalpha() and entry.word.islower():
            for word, role in _with_forms(entry, rules):
                folded = fold(word)
                found[folded] = found.get(folded, Role.NONE) | role
    return {word: role for word, role in found.items() if role}


def _with_forms(entry: DictionaryWord, rules: dict[str, list[Rule]]) -> Iterator[tuple[str, Role]]:
    yield entry.word, _own_role(entry.flags)
    for flag in entry.flags:
        if flag in NOUN_PLURALS:
            for form, rule in forms(entry.word, rules.get(flag, [])):
                yield form, Role.LAST | (Role.FIRST if rule.is_first_part else Role.NONE)
        elif flag.startswith(ADJECTIVE) and len(entry.word) >= MIN_ADJECTIVE:
            yield entry.word, Role.LAST
            for form, _ in forms(entry.word, rules.get(flag, [])):
                if form.endswith("e") and not form.endswith(("ere", "ste")):
                    yield form, Role.LAST


def _own_role(flags: tuple[str, ...]) -> Role:
    role = Role.NONE
    if LAST in flags or any(flag in NOUN_PLURALS for flag in flags):
        role |= Role.LAST
    if any(flag in FIRST for flag in flags) or any(flag in NOUN_PLURALS for flag in flags):
        role |= Role.FIRST
    return role
