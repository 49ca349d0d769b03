"""For whom a frame is made: the first part of its address decides who may frame it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError

from embed.origins import clean_origin

OPEN = "open"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Partner:
    """Someone who embeds: the name in the address, and the origins whose pages may hold the frame."""

    slug: str
    origins: tuple[str, ...]


def partner(slug: str) -> Partner | None:
    """The partner with a name; None when there is none. `open` is everyone in the setting EMBED_FRAME_ANCESTORS."""
    return Partner(OPEN, allowed_origins(settings.EMBED_FRAME_ANCESTORS)) if slug == OPEN else None


def allowed_origins(values: Sequence[str]) -> tuple[str, ...]:
    """The valid ones of a list of origins, each once.

    A value that is not valid is left out and logged: the system check stops a start with it, but not every server asks
    the checks, and a header must never carry it.
    """
    origins: dict[str, None] = {}
    for value in values:
        try:
            origins[clean_origin(value, allow_local=settings.EMBED_ALLOW_LOCAL)] = None
        except ValidationError:
            logger.error("EMBED_FRAME_ANCESTORS: %r is no valid origin and is left out.", value)
    return tuple(origins)
