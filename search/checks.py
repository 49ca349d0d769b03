"""What search needs of the machine."""

from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.utils import OperationalError


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
