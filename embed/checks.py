"""System checks: a bad origin in the settings stops the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ValidationError

from embed.origins import clean_origin


@register()
def check_frame_ancestors(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The values of EMBED_FRAME_ANCESTORS that may not become a header."""
    errors: list[CheckMessage] = []
    for value in settings.EMBED_FRAME_ANCESTORS:
        try:
            clean_origin(value, allow_local=settings.EMBED_ALLOW_LOCAL)
        except ValidationError as error:
            errors.append(
                Error(
                    f"EMBED_FRAME_ANCESTORS holds {value!r}: {error.messages[0]}",
                    hint="Separate full origins with commas: https://intranet.example.nl,https://*.sharepoint.com",
                    id="embed.E001",
                )
            )
    return errors
