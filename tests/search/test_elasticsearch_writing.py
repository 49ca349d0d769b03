"""Writing to a real Elasticsearch: what it refuses, what a rebuild leaves, and whose indexes are whose."""

import itertools
from contextlib import suppress
from unittest.mock import Mock, patch
from uuid import uuid4

import pytest
from elasticsearch import BadRequestError

from search import maintenance, outbox
from search.engines import elasticsearch_bulk, elasticsearch_index, elasticsearch_writing
from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import ElasticsearchEngine
from search.maintenance import check
from search.models import IndexTask, SearchDocument
from tests import factories
from tests.search.documents import document
from tests.search.test_engines import ask

pytestmark = pytest.mark.elasticsearch
TOO_LONG = "x" * 40_000  # Lucene takes no word of more than 32,766 bytes


@pytest.fixture
def prefix():
    return f"test-{uuid4().hex}"


@pytest.fixture
def engine(elasticsearch_url, prefix):
    made = ElasticsearchEngine(elasticsearch_url, prefix)
    made.rebuild([])
    yield made
    made.drop()


def impossible(page_id):
    """A document that Elasticsearch refuses."""
    found = document(page_id, "Zorg")
    found.title_key = TOO_LONG
    return found


def held(engine):
    engine.refresh()
    return {page_id for page_id, _version in engine.versions()}


class TestDocuments:
    """One document and the others."""

    def test_a_refused_document_is_named_and_the_others_are_stored(self, engine):
        outcome = engine.send([document(1, "Zorg"), impossible(2), document(3, "Zorg")])
        assert list(outcome.refused) == [2]
        assert "title_key" in outcome.refused[2]
        assert len(outcome.refused[2]) <= elasticsearch_writing.REASON_LENGTH
        assert outcome.later == {}
        assert held(engine) == {1, 3}

    def test_a_document_that_cannot_be_written_down_stops_no_other(self, engine):
        broken = document(1, "Zorg", facets={"theme": [float("nan")]})
        outcome = engine.send([broken, document(2, "Zorg")])
        assert list(outcome.refused) == [1]
        assert held(engine) == {2}

    def test_many_documents_are_sent_in_requests_of_a_bearable_size(self, engine, monkeypatch):
        monkeypatch.setattr(elasticsearch_bulk, "MOST_BYTES", 500)
        engine.put([document(page_id, "Zorg", body="dagopvang " * 20) for page_id in range(1, 10)])
        assert held(engine) == set(range(1, 10))

    def test_removing_takes_no_newer_document_along(self, engine):
        old, new = document(1, "Zorg"), document(1, "Zorg en meer")
        engine.put([new])
        engine.delete({1: old.version})
        assert held(engine) == {1}
        engine.delete({1: new.version})
        assert held(engine) == set()

    def test_what_was_removed_is_not_brought_back_by_a_slow_process(self, engine):
        old, new = document(1, "Zorg"), document(1, visible=False)
        engine.put([new])
        engine.delete({1: new.version})
        engine.put([old])
        assert held(engine) == set()

    def test_a_question_that_elasticsearch_refuses_holds_up_no_other(self, engine):
        engine.put([document(1, "Zorg")])
        engine.refresh()
        wrong = BadRequestError("too many clauses", meta=Mock(status=400), body={})
        with patch.object(engine, "_search", side_effect=wrong), pytest.raises(EngineUnavailable):
            engine.search(ask("zorg"))
        assert engine.search(ask("zorg")).total == 1


class TestIndexes:
    """Indexes that come and go."""

    def test_a_rebuild_that_fails_leaves_the_index_as_it_was(self, engine):
        engine.put([document(1, "Zorg")])

        def documents():
            yield document(2, "Zorg")
            raise OSError("the database went away")

        with pytest.raises(OSError, match="went away"):
            engine.rebuild(documents())
        assert held(engine) == {1}
        assert len(engine._writer._indexes()) == 1

    def test_what_a_killed_rebuild_leaves_hurts_nobody_and_is_swept(self, engine):
        engine.put([document(1, "Zorg")])
        with patch.object(engine._writer, "_delete_if_possible"), suppress(KeyboardInterrupt):
            engine.rebuild(document(page_id) if page_id < 3 else interrupt() for page_id in itertools.count(2))
        assert len(engine._writer._indexes()) == 2
        engine.put([document(4, "Zorg")])
        assert held(engine) == {1, 4}
        engine.sweep()
        assert len(engine._writer._indexes()) == 1
        assert held(engine) == {1, 4}
        assert engine.rebuild([document(5, "Zorg")]) == 1
        assert held(engine) == {5}

    def test_a_rebuild_that_loses_most_documents_does_not_replace_the_index(self, engine, monkeypatch):
        monkeypatch.setattr(elasticsearch_writing, "LOST_FEW", 1)
        engine.put([document(1, "Zorg")])
        with pytest.raises(EngineUnavailable, match="refused"):
            engine.rebuild([impossible(2), impossible(3), document(4, "Zorg")])
        assert held(engine) == {1}

    def test_one_refused_document_does_not_stop_a_rebuild(self, engine):
        assert engine.rebuild([impossible(2), document(3, "Zorg")]) == 1
        assert held(engine) == {3}

    def test_an_index_that_is_gone_is_not_brought_back_by_writing_to_it(self, engine):
        names = engine._writer._indexes
        old = next(iter(names()))
        engine._client.indices.delete(index=old)
        operations, _broken = elasticsearch_bulk.operations([document(1, "Zorg")])
        outcome = engine._writer._bulk(old, operations, 0)
        assert list(outcome.later) == [1]
        assert names() == {}

    def test_another_site_whose_prefix_begins_with_ours_keeps_its_index(self, engine, elasticsearch_url, prefix):
        other = ElasticsearchEngine(elasticsearch_url, f"{prefix}-test")
        try:
            other.rebuild([document(1, "Zorg")])
            engine.rebuild([document(2, "Zorg")])
            engine.sweep()
            engine.drop()
            assert held(other) == {1}
        finally:
            other.drop()

    def test_code_of_another_form_does_not_search_the_index(self, engine, elasticsearch_url, prefix, monkeypatch):
        monkeypatch.setattr(elasticsearch_index, "FORM", "0badf00d")
        newer = ElasticsearchEngine(elasticsearch_url, prefix)
        assert not newer.exists()
        with pytest.raises(EngineUnavailable):
            newer.search(ask("zorg"))
        newer.rebuild([document(1, "Zorg")])
        newer._paused_until = 0.0
        assert newer.search(ask("zorg")).total == 1
        assert len(newer._writer._indexes()) == 1


@pytest.mark.django_db
class TestSite:
    """The same through the outbox."""

    def test_a_poisoned_page_is_reported_and_the_others_are_found(self, homes, site_with_elasticsearch):
        pages = [factories.case(title=f"Dagopvang {number}") for number in range(3)]
        SearchDocument.objects.filter(pk=pages[0].pk).update(title_key=TOO_LONG)
        outbox.deliver()
        assert held(site_with_elasticsearch) == {page.pk for page in pages[1:]}
        [told] = check(mend=True)
        assert (told.where, told.page_id) == ("elasticsearch", pages[0].pk)
        assert told.what.startswith("refused: ")
        pages[0].title = "Dagopvang hersteld"
        pages[0].save_revision().publish()
        outbox.deliver()
        assert check(mend=False) == []

    def test_an_emptied_cluster_fills_itself(self, homes, site_with_elasticsearch):
        page = factories.case(title="Dagopvang")
        outbox.deliver()
        site_with_elasticsearch.drop()
        maintenance.catch_up()
        assert held(site_with_elasticsearch) == {page.pk}
        assert not IndexTask.objects.exists()
        assert check(mend=False) == []


def interrupt():
    raise KeyboardInterrupt
