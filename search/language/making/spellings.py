"""British and American spellings of a word folded to one stem, and irregular forms of English words."""

from collections.abc import Iterator

from search.language.making.irregular import ENGLISH
from search.language.stems import snowball

# British spelling, American spelling; tried on words that only the British list has.
CHANGES = (
    ("our", "or"), ("tre", "ter"), ("is", "iz"), ("ys", "yz"), ("ogue", "og"), ("ll", "l"), ("l", "ll"), ("ae", "e"),
    ("oe", "e"), ("ence", "ense"), ("mme", "m"), ("dge", "dg"), ("que", "k"), ("ph", "f"), ("plough", "plow"),
    ("grey", "gray"), ("cheque", "check"), ("defence", "defense"), ("licence", "license"), ("practis", "practic"),
)  # fmt: skip


def exceptions(american: set[str], british: set[str]) -> dict[str, str]:
    """The stem of each form for which Snowball's is not the one of its other spelling or of its word."""
    found = {}
    for word in sorted(british - american):
        for spelling in _spellings(word):
            if spelling in american:
                found[word] = snowball(spelling, "en")
                found[f"{word}s"] = snowball(f"{spelling}s", "en")
                break
    found |= {form: snowball(word, "en") for form, word in ENGLISH.items()}
    return {form: stem for form, stem in found.items() if stem != snowball(form, "en")}


def _spellings(word: str) -> Iterator[str]:
    for british, american in CHANGES:
        place = word.rfind(british)
        if place > 0:
            yield word[:place] + american + word[place + len(british) :]
