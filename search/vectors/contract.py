"""What turns texts into vectors whose directions are close when the texts mean about the same."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]


class Embedder(Protocol):
    """A model of language. Vectors of one name and version can be compared with each other, and with no others."""

    name: str
    version: str
    size: int  # numbers in a vector

    def documents(self, texts: Sequence[str]) -> Matrix:
        """One row of length 1 for each text that can be found."""
        ...

    def question(self, text: str) -> Vector:
        """The vector of length 1 of what a reader typed."""
        ...


def model(embedder: Embedder) -> str:
    """The name and version that are kept with each vector."""
    return f"{embedder.name}:{embedder.version}"


def unit(vectors: Matrix) -> Matrix:
    """The rows with length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
