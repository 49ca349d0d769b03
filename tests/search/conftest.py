"""Engines to test: the database's, whichever the run has, and Elasticsearch where there is one."""

import os
from uuid import uuid4

import pytest

from search.engines.choice import database_engine, remote_engine
from search.engines.elasticsearch import ElasticsearchEngine


@pytest.fixture(scope="session")
def elasticsearch_url():
    """The address of a real server; without one the test is skipped at a desk and fails in CI."""
    url = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    if not url:
        reason = "TEST_ELASTICSEARCH_URL names no server"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return url


@pytest.fixture
def site_with_elasticsearch(settings, elasticsearch_url):
    """A site that searches in Elasticsearch, in an index of its own; gives the engine."""
    settings.SEARCH_URL = elasticsearch_url
    settings.SEARCH_INDEX_PREFIX = f"test-{uuid4().hex}"
    engine = remote_engine()
    engine.rebuild([])
    yield engine
    engine.drop()


@pytest.fixture(scope="module", params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, django_db_setup, django_db_blocker):
    """Each engine in turn, empty, for all tests of a module."""
    if request.param == "database":
        yield database_engine()
        return
    made = ElasticsearchEngine(request.getfixturevalue("elasticsearch_url"), f"test-{uuid4().hex}")
    made.rebuild([])
    yield made
    made.drop()
