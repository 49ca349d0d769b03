"""What changes for readers changes in search, in the same transaction."""

import pytest

from search.queries import Query
from search.service import search, suggest
from tests import factories

pytestmark = pytest.mark.django_db


def titles(text, language="nl", **fields):
    return [hit.page.title for hit in search(Query(text, language, **fields)).hits]


def test_published_case_is_found_by_its_words(homes):
    factories.case(title="Bewoners nemen de dagopvang over")
    factories.case(title="Een heel ander onderwerp", summary="Over iets anders dan de opvang.")
    assert titles("dagopvang bewoner") == ["Bewoners nemen de dagopvang over"]
    assert titles('"nemen de dagopvang"') == ["Bewoners nemen de dagopvang over"]
    assert titles("anders -dagopvang") == ["Een heel ander onderwerp"]
    assert [found.title for found in suggest("bew dag", "nl")] == ["Bewoners nemen de dagopvang over"]
