"""What the tests of embedding share."""

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import PermanentNumber


@pytest.fixture
def restrict():
    """Keep a page, and all below it, from the public."""

    def _restrict(page: Page) -> PageViewRestriction:
        return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    return _restrict


@pytest.fixture
def number_of():
    """The permanent number of a page, also of one that is gone."""

    def _number_of(page: Page) -> int:
        return PermanentNumber.objects.get(translation_key=page.translation_key).number

    return _number_of


@pytest.fixture(autouse=True)
def known_hosts(settings):
    """One intranet that may frame us."""
    settings.EMBED_FRAME_ANCESTORS = ["https://intranet.example.nl", "https://*.sharepoint.com"]
    settings.EMBED_ALLOW_LOCAL = False
    settings.BASE_URL = "http://testserver"
