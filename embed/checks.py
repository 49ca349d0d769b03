"""System checks: a bad origin in the settings stops the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ValidationError
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from embed.origins import clean_origin
from knowledge.models import KnowledgePage
from knowledge.registry import page_types


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


@register()
def check_embed_kinds(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The kinds that page types declare and that no template shows."""
    return [
        Error(
            f"Page type {model.__name__} declares the embed kind {kind!r}, which has no template.",
            hint=f"Make embed/{kind}.html, or take it out of embed_kinds in knowledge_type.",
            obj=model,
            id="embed.E002",
        )
        for model in page_types()
        for kind in unshown_kinds(model)
    ]


def unshown_kinds(model: type[KnowledgePage]) -> list[str]:
    """The embed kinds of a page type without a template."""
    return [kind for kind in model.knowledge_type.embed_kinds if not _has_template(kind)]


def _has_template(kind: str) -> bool:
    try:
        get_template(f"embed/{kind}.html")
    except TemplateDoesNotExist:
        return False
    return True
