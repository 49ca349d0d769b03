"""Make the word lists again from their packages.

    python -m search.language.making FOLDER

FOLDER is where the Debian packages wdutch, hunspell-nl, wamerican, wbritish, dict-freedict-nld-eng and
dict-freedict-eng-nld were unpacked (`dpkg -x`); the Python
package wordfreq must be installed. What comes out is in `search/language/data/`, which says more in its README.
"""

import lzma
import sys
from pathlib import Path

from search.language.compounds import Splitter
from search.language.making import inflections, spellings
from search.language.making.bilingual import bilingual
from search.language.making.compound_roles import roles
from search.language.making.frequencies import frequencies
from search.language.making.hunspell import read_rules, read_words
from search.language.tokens import fold
from search.language.translations import MEANINGS
from search.language.wordlist import DATA, Entry, Role, to_lines

MAX_LENGTH = 40
MIN_BORROWED = 6
MIN_BORROWED_ZIPF = 2.3


def main(folder: Path) -> None:
    """Write all data files."""
    share = folder / "usr/share"
    make_dutch(share)
    make_english(share / "dict")
    make_translations(share / "dictd")


def make_dutch(share: Path) -> None:
    """All Dutch words, less the rare compounds that can be told from their parts; and the stems of inflected forms."""
    common = frequencies("nl")
    rules = read_rules(share / "hunspell/nl.aff")
    dictionary = list(read_words(share / "hunspell/nl.dic"))
    role_of = roles(dictionary, rules) | borrowed_parts(folder=share / "dict", common=common)
    spelled = folded_words(share / "dict/dutch") | role_of.keys()
    words = {word: Entry(common.get(word, 0.0), role_of.get(word, Role.NONE)) for word in spelled}
    splitter = Splitter(words.get)
    kept = {word: entry for word, entry in words.items() if entry.zipf or not splitter.split(word)}
    write_words("nl", kept)
    write_stems("nl", inflections.exceptions(dictionary, rules, common))


def make_translations(share: Path) -> None:
    """The translations of single words, both ways."""
    for languages, meanings in zip(("nl-en", "en-nl"), bilingual(share), strict=True):
        lines = (" ".join([word, *list(others)[:MEANINGS]]) for word, others in sorted(meanings.items()))
        (DATA / f"translations.{languages}.xz").write_bytes(lzma.compress("\n".join(lines).encode()))


def borrowed_parts(folder: Path, common: dict[str, float]) -> dict[str, Role]:
    """English words that Dutch texts use and the Dutch list lacks (governance): parts of compounds like any other."""
    english = folded_words(folder / "american-english") | folded_words(folder / "british-english")
    borrowed = english - folded_words(folder / "dutch")
    return {
        word: Role.FIRST | Role.LAST
        for word in borrowed
        if len(word) >= MIN_BORROWED and common.get(word, 0.0) >= MIN_BORROWED_ZIPF
    }


def make_english(folder: Path) -> None:
    """All English words, American and British, and the stems of forms and spellings."""
    common = frequencies("en")
    american, british = folded_words(folder / "american-english"), folded_words(folder / "british-english")
    write_words("en", {word: Entry(common.get(word, 0.0)) for word in american | british})
    write_stems("en", spellings.exceptions(american, british))


def folded_words(path: Path) -> set[str]:
    """The words of a list, folded; those with an apostrophe are forms of others, those with a hyphen are more words."""
    lines = path.read_text(encoding="utf-8").split()
    pieces = (piece for line in lines if "'" not in line for piece in line.split("-"))
    return {fold(piece) for piece in pieces if piece.isalpha() and len(piece) <= MAX_LENGTH}


def write_words(language: str, words: dict[str, Entry]) -> None:
    """Store a list, packed."""
    text = "\n".join(to_lines(words)) + "\n"
    (DATA / f"words.{language}.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def write_stems(language: str, stems: dict[str, str]) -> None:
    """Store stems, a form and its stem a line."""
    text = "".join(f"{form} {stem}\n" for form, stem in sorted(stems.items()))
    (DATA / f"stems.{language}.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
