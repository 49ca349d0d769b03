"""Fixtures that every test may use."""

import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
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
