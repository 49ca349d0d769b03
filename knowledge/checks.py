"""System checks: a page type that forgets a part of its declaration stops the start."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from knowledge.models import KnowledgePage
from knowledge.registry import page_types
from knowledge.types import KnowledgeType, SearchField


@register()
def check_page_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """All faults in the declarations of the installed page types."""
    subclasses = _all_subclasses()
    undeclared = [model for model in subclasses if not isinstance(model.__dict__.get("knowledge_type"), KnowledgeType)]
    if undeclared:
        return [_undeclared(model) for model in undeclared]
    return [error for model in page_types() for error in check_page_type(model)]


def check_page_type(model: type[KnowledgePage]) -> list[CheckMessage]:
    """The faults in one declaration."""
    declared = model.knowledge_type
    errors: list[CheckMessage] = []
    if not declared.label or not declared.label_plural:
        errors.append(_error(model, "has no label", "Give knowledge_type a label and a label_plural.", "E002"))
    if not declared.facets_declared:
        errors.append(_error(model, "has no facets", "Name its schemes, or choice_facets, in knowledge_type.", "E003"))
    if SearchField.TITLE not in declared.searched or SearchField.BODY not in declared.searched:
        hint = "knowledge_type.searched must name fields for SearchField.TITLE and SearchField.BODY."
        errors.append(_error(model, "does not say what of it is searched", hint, "E004"))
    try:
        get_template(declared.card_template)
    except TemplateDoesNotExist:
        errors.append(_error(model, "has no card", f"Make the template {declared.card_template!r}.", "E005"))
    errors += [
        _error(model, f"names a field {name!r} that it does not have", "Mend the name in knowledge_type.", "E006")
        for name in sorted(declared.field_names())
        if not _has_field(model, name)
    ]
    return errors


def _all_subclasses() -> list[type[KnowledgePage]]:
    found: list[type[KnowledgePage]] = []
    queue = list(KnowledgePage.__subclasses__())
    while queue:
        model = queue.pop()
        found.append(model)
        queue += model.__subclasses__()
    return found


def _undeclared(model: type[KnowledgePage]) -> CheckMessage:
    hint = "Set knowledge_type = KnowledgeType(key=…, label=…, label_plural=…, card_template=…, searched=…, schemes=…)."
    return _error(model, "has no knowledge_type", hint, "E001")


def _error(model: type[KnowledgePage], fault: str, hint: str, number: str) -> CheckMessage:
    return Error(f"Page type {model.__name__} {fault}.", hint=hint, obj=model, id=f"knowledge.{number}")


def _has_field(model: type[KnowledgePage], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return isinstance(getattr(model, name, None), property)
    return True
