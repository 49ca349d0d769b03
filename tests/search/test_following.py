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
    factories.case(title="Een heel ander onderwerp", summary="Over iets anders.", context=factories.paragraph("Niets."))
    assert titles("dagopvang bewoner")[0] == "Bewoners nemen de dagopvang over"
    results = search(Query("dagopvang", "nl"))
    assert results.total == 2
    print(results)
    print(suggest("bew dag", "nl"))
    print(search(Query("", "nl", sort="title")))
    print(search(Query('"nemen de"', "nl")))
