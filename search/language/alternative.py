"""What may stand for a word of a question in a document."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Why a term stands for a word."""

    WORD = "word"  # the word itself, in the form that the expanded stream has
    PART = "part"  # a part of a compound
    WHOLE = "whole"  # a compound of which the word is a part that the reader wrote apart
    CONCEPT = "concept"  # a concept that the word names, or another name of it
    TRANSLATION = "translation"  # a word for it in the language of the documents
    PREFIX = "prefix"  # a longer word that begins with a half one


@dataclass(frozen=True)
class Alternative:
    """A term of the expanded stream that counts as a word of the question; `weight` is 1 for the word itself."""

    term: str
    weight: float = 1.0
    kind: Kind = Kind.WORD
