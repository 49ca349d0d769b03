"""A model of language for tests: a few words with their meanings, told by hand."""

import numpy as np

from search.language import fold_words
from search.vectors.contract import unit

MEANINGS = [
    {"auto", "wagen", "voertuig", "car"},
    {"fiets", "rijwiel", "bicycle"},
    {"geld", "subsidie", "grant"},
    {"school", "onderwijs", "education"},
]
OWN_LANGUAGE = {"de", "het", "een", "van"}


class FakeEmbedder:
    """Texts with words of one meaning point the same way; `asked` are the texts that it was given."""

    name = "fake"

    def __init__(self, version="1"):
        self.version, self.size = version, len(MEANINGS) + 2
        self.asked = []

    def documents(self, texts):
        self.asked += texts
        return unit(np.array([self._vector(text) for text in texts], np.float32).reshape(-1, self.size))

    def question(self, text):
        self.asked.append(text)
        return unit(self._vector(text))

    def _vector(self, text):
        words = fold_words(text).split()
        found = [float(sum(word in meaning for word in words)) for meaning in MEANINGS]
        # As with real models all texts look alike to some degree, those of one language more.
        return np.array([*found, 1.0, float(any(word in OWN_LANGUAGE for word in words))], np.float32)


class BrokenEmbedder(FakeEmbedder):
    """Makes vectors of documents, and fails at questions."""

    def question(self, text):
        raise RuntimeError("the model is gone")
