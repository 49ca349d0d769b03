"""Words out of text, folded, with the place where they stand."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Longer runs of letters are no words; an engine would split or refuse them.
MAX_WORD_LENGTH = 64
APOSTROPHES = "'’ʼ‘`´"
WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
PIECE = re.compile(r"[^\W_]+")
# Control characters but the end of a line, and halves of surrogate pairs (Unicode's categories Cc and Cs).
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
HYPHENS = frozenset("-‐‑")
# Letters that Unicode does not take apart.
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})


class Token(NamedTuple):
    """A folded word and the part of the text that it was, as [start, end); `joined` to the next by a hyphen or not."""

    word: str
    start: int
    end: int
    joined: bool = False


def normalise(text: str) -> str:
    """The text as it is stored and searched: accents as one character with their letter (NFC), no control characters.

    Offsets of tokens are offsets into this form.
    """
    return CONTROL.sub(" ", unicodedata.normalize("NFC", text))


def fold(word: str) -> str:
    """A word in lower case without accents, its compatibility forms resolved; only letters and digits are left."""
    if word.isascii():
        lowered = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word.casefold().translate(UNDECOMPOSED)).casefold()
        lowered = "".join(char for char in plain if char.isalnum())
    return lowered[:MAX_WORD_LENGTH]


def tokenise(text: str) -> list[Token]:
    """The words of a normalised text in order.

    An apostrophe does not part a word from its single letter (foto's, l'union, zo'n): the letter is left out, and the
    whole is one word. A hyphen parts words; the first of two remembers that they were one.
    """
    tokens: list[Token] = []
    for match in WORD.finditer(text):
        for token in _pieces(match):
            if tokens and token.start == tokens[-1].end + 1 and text[token.start - 1] in HYPHENS:
                last = tokens[-1]
                tokens[-1] = Token(last.word, last.start, last.end, joined=True)
            tokens.append(token)
    return tokens


def _pieces(match: re.Match[str]) -> Iterator[Token]:
    whole = match.group()
    if whole.isalnum():
        pieces = [(whole, match.start(), match.end())]
    else:
        pieces = [
            (piece.group(), match.start() + piece.start(), match.start() + piece.end())
            for piece in PIECE.finditer(whole)
        ]
        pieces = [piece for piece in pieces if len(piece[0]) > 1] or pieces[:1]
        if len(pieces) == 1:
            pieces = [(pieces[0][0], match.start(), match.end())]
    for piece, start, end in pieces:
        if word := fold(piece):
            yield Token(word, start, end)


def fold_words(text: str) -> str:
    """The folded words of a text with single spaces: equal for titles that a reader would call the same."""
    return " ".join(token.word for token in tokenise(normalise(text)))
