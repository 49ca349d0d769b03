"""A site with Elasticsearch: delivery after the commit, nothing lost when it is gone, readers always served."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from search import outbox
from search.engines.choice import remote_engine
from search.maintenance import check
from search.models import IndexTask, SearchDocument
from search.queries import Query
from search.service import search, suggest
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
NOWHERE = "http://127.0.0.1:9"  # the port on which nothing ever answers


@pytest.fixture
def remote(homes, site_with_elasticsearch, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE_SECONDS", 30)  # a loaded machine is not what is tested
    return site_with_elasticsearch


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """A block at whose end the transaction counts as committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def found(engine, text="dagopvang"):
    engine.refresh()
    results = search(Query(text))
    assert not results.degraded
    return [hit.page.title for hit in results.hits]


def test_publication_reaches_elasticsearch_right_after_the_commit(remote, committing):
    with committing():
        page = factories.case(title="Dagopvang")
    assert IndexTask.objects.count() == 0
    assert found(remote) == ["Dagopvang"]
    assert [suggestion.title for suggestion in suggest("dag", "nl")] == ["Dagopvang"]
    with committing():
        page.unpublish()
    assert found(remote) == []
    assert check(mend=False) == []


def test_what_could_not_be_delivered_stays_noted_and_readers_are_served(homes, settings, committing):
    settings.SEARCH_URL, settings.SEARCH_INDEX_PREFIX = NOWHERE, "gone"
    with committing():
        page = factories.case(title="Dagopvang")
    assert IndexTask.objects.filter(page_id=page.pk).exists()
    for _time in range(2):  # the second time it is not even asked
        results = search(Query("dagopvang"))
        assert results.degraded
        assert [hit.page.title for hit in results.hits] == ["Dagopvang"]
    with pytest.raises(CommandError, match="stay noted"):
        call_command("deliver_index")
    assert IndexTask.objects.filter(page_id=page.pk).exists()


def test_command_delivers_what_stayed_behind(remote):
    factories.case(title="Dagopvang")  # no commit, so nothing is delivered
    assert found(remote) == []
    call_command("deliver_index")
    assert found(remote) == ["Dagopvang"]
    assert IndexTask.objects.count() == 0


def test_delivery_sends_what_is_true_now_not_what_was_noted(remote):
    page = factories.case(title="Dagopvang")
    page.unpublish()
    old = SearchDocument.objects.get(pk=page.pk)
    old.version -= 1
    outbox.deliver()
    assert found(remote) == []
    remote.put([old])  # a slow worker with a version from before
    assert dict(remote.versions()) == {}


def test_delivery_that_dies_halfway_is_done_again(remote):
    factories.case(title="Dagopvang")
    with patch.object(IndexTask.objects.__class__, "filter", side_effect=RuntimeError), pytest.raises(RuntimeError):
        outbox.deliver()
    assert IndexTask.objects.exists()
    outbox.deliver()
    assert found(remote) == ["Dagopvang"]


def test_withdrawal_is_removed_for_good_after_a_day(remote):
    page = factories.case(title="Dagopvang")
    page.unpublish()
    call_command("deliver_index")
    assert SearchDocument.objects.filter(pk=page.pk).exists()
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(hours=25)):
        call_command("deliver_index")
    assert not SearchDocument.objects.filter(pk=page.pk).exists()
    page.save_revision().publish()
    outbox.deliver()
    assert found(remote) == ["Dagopvang"]


def test_check_mends_every_engine(remote):
    pages = [factories.case(title=f"Dagopvang {number}") for number in range(3)]
    outbox.deliver()
    remote.refresh()
    remote.delete({pages[0].pk: dict(remote.versions())[pages[0].pk]})
    remote.refresh()
    SearchDocument.objects.filter(pk=pages[1].pk).update(fingerprint="other")
    with pytest.raises(CommandError, match="mended"):
        call_command("check_search")
    remote.refresh()
    assert check(mend=False) == []
    assert len(found(remote)) == 3


def test_rebuild_makes_an_index_where_there_was_none(homes, settings, elasticsearch_url, site_with_elasticsearch):
    factories.case(title="Dagopvang")
    site_with_elasticsearch.drop()
    assert search(Query("dagopvang")).degraded
    remote_engine()._paused_until = 0.0
    call_command("rebuild_search")
    assert found(remote_engine()) == ["Dagopvang"]
