"""Fixtures that every test may use."""

import pytest
from wagtail.models import Site

from home.models import HomePage
from knowledge.site import set_up_site


@pytest.fixture
def homes(db: None) -> dict[str, HomePage]:
    """The empty site: home pages and sections in both languages."""
    Site.clear_site_root_paths_cache()
    return set_up_site(hostname="testserver")
