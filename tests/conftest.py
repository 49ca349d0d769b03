"""Fixtures that every test may use."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Site

from home.models import HomePage
from knowledge.site import set_up_site


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
