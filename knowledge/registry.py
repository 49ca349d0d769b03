"""The page types that are installed."""

from functools import cache

from knowledge.models import KnowledgePage


@cache
def page_types() -> tuple[type[KnowledgePage], ...]:
    """Every concrete type of knowledge page, in the order of their declaration keys."""
    types = {model for model in _subclasses(KnowledgePage) if not model._meta.abstract}
    return tuple(sorted(types, key=lambda model: model.knowledge_type.key))


def page_type(key: str) -> type[KnowledgePage] | None:
    """The type with a declaration key, such as "case"; None when there is none."""
    return next((model for model in page_types() if model.knowledge_type.key == key), None)


def _subclasses(model: type[KnowledgePage]) -> set[type[KnowledgePage]]:
    found = set(model.__subclasses__())
    return found.union(*(_subclasses(child) for child in found)) if found else found
