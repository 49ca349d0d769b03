"""Reads the text of one PDF or Word file from standard input, in a process of its own, and writes it as JSON.

A program, not a part of the site: it is started by path (`search.attachments.extraction`), imports nothing of the site,
and gives up its means before it looks at a file that anyone may have made: little memory, seconds of processor, no
files to write, few to open. The limits stand here, beside what they limit.
"""

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from time import monotonic
from typing import IO

MAX_PAGES = 300
MAX_CHARACTERS = 120_000
MAX_WORDS = 12_000
SECONDS = 12.0  # after which what was read so far is all
CPU_SECONDS = 20
MEMORY = 768 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024  # of a part of a Word file, unpacked
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word broken off at the end of a line; not "zee- en".
BROKEN_OFF = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad) ?\n(?!(?:en|of|and|or)\b)(?=[a-zà-ÿ])")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Encrypted(Exception):
    """Nothing can be read without a password."""


class Cut(Exception):
    """There is more than we read."""


class TooLarge(Exception):
    """Unpacked it is larger than anything that people write."""


def limit() -> None:
    """Give up, for good, what reading a file does not need."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        _soft, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def pdf_pieces(file: IO[bytes]) -> Iterator[str]:
    """The text of each page; a page that cannot be read is passed over. Raises Encrypted, and Cut after many."""
    from pypdf import PdfReader  # noqa: PLC0415  # only after the limits

    document = PdfReader(file)
    if document.is_encrypted and not document.decrypt(""):
        raise Encrypted
    for number, page in enumerate(document.pages):
        if number == MAX_PAGES:
            raise Cut
        try:
            text = page.extract_text()
        except MemoryError:
            raise
        except Exception:  # noqa: S112  # whatever is wrong with one page
            continue
        yield " ".join(BROKEN_OFF.sub("", text).split())


def word_pieces(file: IO[bytes]) -> Iterator[str]:
    """The paragraphs of text, footnotes and endnotes; not what was struck out, nor comments. Raises TooLarge."""
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        if PARTS[0] not in names:
            raise zipfile.BadZipFile
        for name in PARTS:
            if name in names:
                # Python unpacks no more than the size that is declared.
                if archive.getinfo(name).file_size > MAX_XML:
                    raise TooLarge
                with archive.open(name) as part:
                    yield from _paragraphs(part)


def _paragraphs(part: IO[bytes]) -> Iterator[str]:
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415  # only after the limits

    words: list[str] = []
    for _event, element in iterparse(part, forbid_dtd=True):
        if element.tag == f"{WORD}t":
            words.append(element.text or "")
        elif element.tag in {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}:
            words.append(" ")
        elif element.tag == f"{WORD}p":
            yield " ".join("".join(words).split())
            words = []
            element.clear()


READERS = {"pdf": pdf_pieces, "docx": word_pieces}


def text_of(pieces: Iterator[str]) -> tuple[str, bool]:
    """The pieces as lines, and whether anything was left out because there was too much, or too little time."""
    until = monotonic() + SECONDS
    lines: list[str] = []
    try:
        _gather(pieces, lines, until)
    except Cut:
        return "\n".join(lines), True
    return "\n".join(lines), False


def _gather(pieces: Iterator[str], lines: list[str], until: float) -> None:
    """Add the pieces to the lines; raises Cut where there is more than may be."""
    characters = words = 0
    for piece in pieces:
        left = MAX_WORDS - words
        kept = " ".join(UNPRINTABLE.sub(" ", piece).split()[:left])[: MAX_CHARACTERS - characters]
        if kept:
            lines.append(kept)
        characters += len(piece) + 1
        words += len(piece.split())
        if characters > MAX_CHARACTERS or words > MAX_WORDS or monotonic() > until:
            raise Cut


def read(kind: str, file: IO[bytes]) -> dict[str, str]:
    """The state (of `AttachmentText.State`) and the text of a file; whatever is wrong with it is a state."""
    try:
        text, cut = text_of(READERS[kind](file))
    except Encrypted:
        return {"state": "encrypted"}
    except TooLarge:
        return {"state": "too_large"}
    except MemoryError:
        return {"state": "too_heavy"}
    except Exception as error:
        # A lock that needs a library that we do not have, is a lock.
        return {"state": "encrypted" if type(error).__name__ == "DependencyError" else "broken"}
    if not text:
        return {"state": "empty"}
    return {"state": "partly" if cut else "read", "text": text}


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(read(sys.argv[1], sys.stdin.buffer)))
