"""Engines to test: the database's, whichever the run has, and Elasticsearch where there is one."""

from uuid import uuid4

import pytest

from search.engines.choice import database_engine
from search.engines.elasticsearch import ElasticsearchEngine


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
