"""What of a question may be kept: personal numbers and addresses masked, its words folded, its hash keyed."""

import re

from django.utils.crypto import salted_hmac

from search.language import fold_words
from search.questions import EXCLUDED, QUOTED, clean

NUMBER_MASK = "•••••"
EMAIL_MASK = "•••@•••"
LEAST_DIGITS = 5
EMAIL = re.compile(r"[^\s@]+\s?(?:@|\(at\)|\[at\])\s?[^\s@]+", re.IGNORECASE)
# Digits as people write telephone numbers, accounts and dates of birth: in groups, with one sign between them.
NUMBER = re.compile(r"\+?\d(?:[\s.,/()\-–]{0,2}\d)*")
YEARS = re.compile(r"(?:1[89]|20)\d\d(?:\s?[\s/\-–]\s?(?:1[89]|20)\d\d)*")
SALT = "search.asked"


def masked(question: str) -> str:
    """A question on one line with e-mail addresses and numbers of five digits and more masked.

    Digits in groups are one number. Years in a row, as in "2024-2025", are no number: readers ask for them.
    """
    text = EMAIL.sub(EMAIL_MASK, clean(question))
    return NUMBER.sub(lambda match: _masked_number(match.group()), text)


def _masked_number(text: str) -> str:
    digits = sum(character.isdigit() for character in text)
    return text if digits < LEAST_DIGITS or YEARS.fullmatch(text) else NUMBER_MASK


def folded(question: str) -> str:
    """A question as its words: equal for questions that ask the same. Empty when it has no word."""
    phrases = [f'"{fold_words(phrase)}"' for phrase in QUOTED.findall(question)]
    rest = QUOTED.sub(" ", question)
    excluded = [f"-{fold_words(word)}" for word in EXCLUDED.findall(rest)]
    words = fold_words(EXCLUDED.sub(" ", rest))
    return " ".join([*([words] if words else []), *phrases, *excluded]) if fold_words(question) else ""


def digest(question: str) -> str:
    """The hash under which a folded question is counted; without SECRET_KEY nobody can try words against it."""
    return salted_hmac(SALT, question, algorithm="sha256").hexdigest()
