"""Vectors in the background: what was published gets its own within the minute."""

from search.vectors.choice import embedder, kinds
from search.vectors.making import make_vectors

TURN_SECONDS = 40.0  # of one turn of the periodic job


def keep_up() -> int:
    """Make the vectors that are missing, those of titles first, for a part of a minute; gives how many were due."""
    wanted = kinds()
    model = embedder() if wanted else None
    return make_vectors(model, wanted, TURN_SECONDS) if model else 0
