"""Which engines an installation has."""

from functools import cache
from importlib import import_module

from django.conf import settings
from django.db import connection

from search.engines.database import DatabaseEngine
from search.engines.remote import RemoteEngine

DATABASE = "database"
DATABASE_ENGINES = {"sqlite": "sqlite.SqliteEngine", "postgresql": "postgresql.PostgresqlEngine"}


def database_engine() -> DatabaseEngine:
    """The engine of the site's own database, which every installation has."""
    return _database_engine(connection.vendor)


@cache
def _database_engine(vendor: str) -> DatabaseEngine:
    module, name = DATABASE_ENGINES[vendor].split(".")
    engine: DatabaseEngine = getattr(import_module(f"search.engines.{module}"), name)()
    return engine


def remote_engine() -> RemoteEngine | None:
    """Elasticsearch, when SEARCH_URL names one."""
    if settings.SEARCH_URL == DATABASE:
        return None
    return _remote_engine(settings.SEARCH_URL, settings.SEARCH_INDEX_PREFIX)


@cache
def _remote_engine(url: str, prefix: str) -> RemoteEngine:
    from search.engines.elasticsearch import ElasticsearchEngine  # noqa: PLC0415  # the client is slow to import

    return ElasticsearchEngine(url, prefix)
