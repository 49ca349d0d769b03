"""How common words are, by the package wordfreq."""

import math
from collections import defaultdict

from wordfreq import get_frequency_dict

from search.language.tokens import fold

PER = 9  # frequencies are counted per thousand million words


def frequencies(language: str) -> dict[str, float]:
    """The tenth logarithm of the frequency of each folded word per thousand million words."""
    counted: dict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict(language, "best").items():
        if word.isalpha():
            counted[fold(word)] += share
    return {word: max(0.0, math.log10(share) + PER) for word, share in counted.items()}
