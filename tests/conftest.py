"""Fixtures that every test may use."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Site

from home.models import HomePage
from knowledge.site import set_up_site
from search.engines.choice import remote_engine
from search.engines.elasticsearch import ElasticsearchEngine
from tests.real_parts import need

# Playwright's synchronous interface keeps an event loop in this thread; Django would refuse the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def _nothing_left_by_other_tests() -> Iterator[None]:
    """Wagtail keeps renditions and site roots in the cache, where a rolled back test leaves them."""
    cache.clear()
    yield
    cache.clear()
    translation.activate("nl")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database begins as a new site does: making its tree for each test anew would be most of the work."""
    with django_db_blocker.unblock():
        set_up_site(hostname="testserver")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """A copy of the test database in which a test commits, for other threads and processes to see.

    Django's own way empties all tables afterwards, which would take the site from the tests that follow.
    """
    with django_db_blocker.unblock():
        original = str(connection.settings_dict["NAME"])
        connection.close()
        copied = str(tmp_path / "copy.sqlite3") if connection.vendor == "sqlite" else f"{original}_{uuid4().hex}"
        _copy_database(original, copied)
        connection.settings_dict["NAME"] = copied
        Site.clear_site_root_paths_cache()
        yield
        connection.close()
        connection.settings_dict["NAME"] = original
        Site.clear_site_root_paths_cache()
        if connection.vendor != "sqlite":
            _administer("DROP DATABASE {} WITH (FORCE)", copied)


def _copy_database(original: str, copied: str) -> None:
    if connection.vendor != "sqlite":
        _administer("CREATE DATABASE {} TEMPLATE {}", copied, original)
        return
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(copied)) as target:
        source.backup(target)


def _administer(statement: str, *names: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement.format(*map(connection.ops.quote_name, names)))


@pytest.fixture
def homes(db: None) -> dict[str, HomePage]:
    """The empty site: home pages and sections in both languages."""
    Site.clear_site_root_paths_cache()
    return set_up_site(hostname="testserver")


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a real server; without one the test is skipped at a desk and fails in CI."""
    url = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    need(url, "No Elasticsearch (set TEST_ELASTICSEARCH_URL)")
    return url


@pytest.fixture
def site_with_elasticsearch(settings: Any, elasticsearch_url: str) -> Iterator[ElasticsearchEngine]:
    """A site that searches in Elasticsearch, in an index of its own; gives the engine."""
    settings.SEARCH_URL = elasticsearch_url
    settings.SEARCH_INDEX_PREFIX = f"test-{uuid4().hex}"
    engine = remote_engine()
    assert isinstance(engine, ElasticsearchEngine)
    engine.rebuild([])
    yield engine
    engine.drop()
