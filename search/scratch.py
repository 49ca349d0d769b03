"""An empty index beside the site's own, for measurements: nothing of the site is read or changed.

For a process that does nothing else: the connection of the process is turned to the scratch database until the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from search.engines.base import Engine
from search.engines.choice import DATABASE, database_engine
from search.engines.tables import LIVE
from search.models import DocumentFacet, DocumentVector, IndexState, IndexTask, SearchDocument, SearchWords

TABLES = (SearchDocument, DocumentFacet, DocumentVector, IndexState, IndexTask, SearchWords)
SQLITE, POSTGRESQL, ELASTICSEARCH = "sqlite", "postgresql", "elasticsearch"
NAMES = (SQLITE, POSTGRESQL, ELASTICSEARCH)


class CannotMeasure(Exception):
    """The installation does not have what the engine needs; the message says what."""


@contextmanager
def scratch_engine(name: str) -> Iterator[Engine]:
    """An engine by name, with an empty index of its own and empty tables of the search app, gone afterwards.

    Raises CannotMeasure when its database or server is not set.
    """
    if name == ELASTICSEARCH:
        with _sqlite_tables(), _elasticsearch() as engine:
            yield engine
    elif name == POSTGRESQL:
        with _postgresql_tables():
            yield database_engine()
    else:
        with _sqlite_tables():
            yield database_engine()


@contextmanager
def _sqlite_tables() -> Iterator[None]:
    before = connections[DEFAULT_DB_ALIAS]
    with TemporaryDirectory(prefix="kennisbank-scratch-") as folder:
        described = {**before.settings_dict, "ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}}
        connections.settings[DEFAULT_DB_ALIAS] = {**described, "NAME": str(Path(folder) / "scratch.sqlite3")}
        connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
        try:
            _create_tables()
            yield
        finally:
            connections[DEFAULT_DB_ALIAS].close()
            connections.settings[DEFAULT_DB_ALIAS] = before.settings_dict
            connections[DEFAULT_DB_ALIAS] = before


@contextmanager
def _postgresql_tables() -> Iterator[None]:
    if connection.vendor != POSTGRESQL:
        raise CannotMeasure("PostgreSQL is measured on an installation whose DATABASE_URL leads to one.")
    schema = f"kennisbank_scratch_{uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        cursor.execute(f"SET search_path TO {schema}")
    try:
        _create_tables()
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET search_path")
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")


@contextmanager
def _elasticsearch() -> Iterator[Engine]:
    from search.engines.elasticsearch import ElasticsearchEngine  # noqa: PLC0415  # the client is slow to import

    if settings.SEARCH_URL == DATABASE:
        raise CannotMeasure("Elasticsearch is measured on an installation whose SEARCH_URL leads to one.")
    engine = ElasticsearchEngine(settings.SEARCH_URL, f"scratch-{uuid4().hex}")
    engine.rebuild([])
    site = settings.SEARCH_URL
    settings.SEARCH_URL = DATABASE  # or the outbox would deliver what is stored here to the site's index
    try:
        yield engine
    finally:
        settings.SEARCH_URL = site
        engine.drop()


def _create_tables() -> None:
    with connection.schema_editor() as editor:
        for model in TABLES:
            editor.create_model(model)
    with connection.cursor() as cursor:
        database_engine().create_table(cursor, LIVE)
