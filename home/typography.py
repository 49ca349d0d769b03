"""Small rules of setting text."""

import re

# A sign and its number belong on one line: € 21.000.
MONEY = re.compile(r"€ (?=\d)")


def hard_spaces(text: str) -> str:
    """The text with a hard space between € and the sum."""
    return MONEY.sub("€\u00a0", text)
