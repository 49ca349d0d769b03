"""The outbox: nothing that changed is lost, whatever Elasticsearch answers and whoever dies."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from home.locks import exclusive
from home.models import JobRun
from home.periodic import run_due
from search import maintenance, outbox
from search.engines import choice
from search.engines.base import EngineUnavailable
from search.engines.remote import Outcome, RemoteEngine
from search.maintenance import check
from search.models import IndexTask, SearchDocument
from tests import factories

pytestmark = pytest.mark.django_db


class Copy(RemoteEngine):
    """A distant index in memory, with the versions of Elasticsearch and troubles on demand."""

    name = "copy"

    def __init__(self):
        self.documents, self.sent = {}, []
        self.is_away, self.is_there = False, True
        self.refused, self.busy = {}, {}
        self.before_answer = lambda: None

    def send(self, documents, *, seconds=0):
        self._answer()
        trouble = self.refused.keys() | self.busy.keys()
        self.sent.append([found.page_id for found in documents])
        for found in documents:
            if found.page_id not in trouble:
                self._keep(found)
        ids = {found.page_id for found in documents}
        self.before_answer()
        return Outcome(
            {pk: reason for pk, reason in self.refused.items() if pk in ids},
            {pk: reason for pk, reason in self.busy.items() if pk in ids},
        )

    def delete(self, versions, *, seconds=0):
        if versions:
            self._answer()
        for page_id, version in versions.items():
            if page_id in self.documents and self.documents[page_id].version <= version:
                del self.documents[page_id]

    def rebuild(self, documents):
        self._answer()
        self.documents, self.is_there = {found.page_id: found for found in documents}, True
        return len(self.documents)

    def versions(self):
        self._answer()
        return ((found.page_id, found.version) for found in self.documents.values() if found.visible)

    def exists(self):
        self._answer()
        return self.is_there

    def sweep(self):
        self._answer()

    def refresh(self):
        self._answer()

    def search(self, request):
        raise NotImplementedError

    def suggest(self, words, languages, at, limit):
        raise NotImplementedError

    def _answer(self):
        if self.is_away:
            raise EngineUnavailable("connection refused")

    def _keep(self, found):
        if found.page_id not in self.documents or self.documents[found.page_id].version <= found.version:
            self.documents[found.page_id] = found


@pytest.fixture
def copy(homes, settings, monkeypatch):
    settings.SEARCH_URL = "http://copy"
    engine = Copy()
    monkeypatch.setattr(choice, "_remote_engine", lambda url, prefix: engine)
    return engine


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """A block at whose end the transaction counts as committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def agree(copy):
    """Whether the copy holds what the database says, and nothing waits."""
    wanted = dict(SearchDocument.objects.filter(visible=True).values_list("pk", "version"))
    return dict(copy.versions()) == wanted and not IndexTask.objects.exists()


def later():
    """Let every wait be over."""
    IndexTask.objects.update(try_after=timezone.now() - timedelta(seconds=1))


class TestNotes:
    """What is noted and when it goes."""

    def test_a_page_that_changes_often_leaves_one_note(self, copy):
        copy.is_away = True
        page = factories.case(title="Dagopvang")
        for number in range(5):
            page.title = f"Dagopvang {number}"
            page.save_revision().publish()
        assert list(IndexTask.objects.values_list("page_id", flat=True)) == [page.pk]
        assert IndexTask.objects.get().version == SearchDocument.objects.get(pk=page.pk).version

    def test_a_change_during_a_delivery_stays_noted(self, copy):
        page = factories.case(title="Dagopvang")

        def change():
            copy.before_answer = lambda: None
            page.title = "Anders"
            page.save_revision().publish()

        copy.before_answer = change
        outbox._deliver(copy, {page.pk: IndexTask.objects.get().version}, 1)
        assert IndexTask.objects.filter(page_id=page.pk).exists()
        outbox.deliver()
        assert agree(copy)

    def test_a_publication_is_delivered_at_once_before_a_backlog(self, copy, committing):
        copy.is_away = True
        for number in range(3):
            factories.case(title=f"Oud {number}")
        copy.is_away = False
        with committing():
            page = factories.case(title="Nieuw")
        assert copy.sent == [[page.pk]]
        assert IndexTask.objects.count() == 3

    def test_many_changes_at_once_are_left_to_run_due(self, copy, committing, monkeypatch):
        monkeypatch.setattr(outbox, "AT_ONCE", 1)
        pages = [factories.case(title=f"Dagopvang {number}") for number in range(2)]
        with committing():
            outbox.note(SearchDocument.objects.filter(pk__in=[page.pk for page in pages]))
        assert copy.sent == []

    def test_after_a_failure_no_editor_waits_again_for_a_moment(self, copy, committing):
        copy.is_away = True
        with committing():
            factories.case(title="Een")
        copy.is_away = False
        with committing():
            factories.case(title="Twee")
        assert copy.sent == []
        assert outbox.deliver() == 2
        assert agree(copy)

    def test_without_elasticsearch_nothing_is_noted(self, homes):
        factories.case(title="Dagopvang")
        assert not IndexTask.objects.exists()
        assert outbox.deliver() == 0


class TestTrouble:
    """Answers that are not a yes."""

    def test_a_refused_document_is_set_apart_told_and_holds_up_no_other(self, copy, monkeypatch, caplog):
        monkeypatch.setattr(outbox, "BATCH", 2)
        pages = [factories.case(title=f"Dagopvang {number}") for number in range(5)]
        bad = pages[0]
        copy.refused = {bad.pk: "document_parsing_exception: too long"}
        outbox.deliver()
        assert set(copy.documents) == {page.pk for page in pages[1:]}
        assert "too long" in caplog.text
        assert [(found.where, found.what, found.page_id) for found in check(mend=True)] == [
            ("copy", "refused: document_parsing_exception: too long", bad.pk)
        ]
        copy.sent.clear()
        outbox.deliver()
        assert copy.sent == []  # it waits for its moment
        bad.title = "Korter"
        bad.save_revision().publish()
        copy.refused = {}
        outbox.deliver()
        assert agree(copy)

    def test_what_elasticsearch_is_too_busy_for_is_tried_again_after_growing_waits(self, copy):
        page = factories.case(title="Dagopvang")
        copy.busy = {page.pk: "es_rejected_execution_exception: queue is full"}
        waits = []
        for _time in range(8):
            outbox.deliver()
            waits.append(round((IndexTask.objects.get().try_after - timezone.now()).total_seconds()))
            later()
        assert waits == sorted(waits)
        assert waits[0] == outbox.FIRST_WAIT.total_seconds()
        assert waits[-1] == outbox.LONGEST_WAIT.total_seconds()
        copy.busy = {}
        outbox.deliver()
        assert agree(copy)

    def test_a_part_that_is_stored_is_not_sent_again(self, copy):
        good, busy = factories.case(title="Een"), factories.case(title="Twee")
        copy.busy = {busy.pk: "unavailable_shards_exception"}
        outbox.deliver()
        assert list(IndexTask.objects.values_list("page_id", flat=True)) == [busy.pk]
        assert good.pk in copy.documents

    def test_while_elasticsearch_is_away_everything_stays_noted_and_the_job_says_so(self, copy):
        factories.case(title="Dagopvang")
        copy.is_away = True
        run_due()
        run = JobRun.objects.get(name="deliver_search")
        assert "connection refused" in run.failure
        assert IndexTask.objects.count() == 1
        copy.is_away = False
        run_due(timezone.now() + timedelta(minutes=1))
        run.refresh_from_db()
        assert run.error == ""
        assert agree(copy)


class TestWithdrawals:
    """What is withdrawn."""

    def test_a_withdrawn_page_is_sent_as_one_that_shows_nothing(self, copy):
        page = factories.case(title="Dagopvang")
        outbox.deliver()
        page.unpublish()
        outbox.deliver()
        assert not copy.documents[page.pk].visible
        assert copy.documents[page.pk].texts == {}

    def test_a_slow_process_with_an_older_document_brings_nothing_back(self, copy):
        page = factories.case(title="Dagopvang")
        old = SearchDocument.objects.get(pk=page.pk)
        page.unpublish()
        outbox.deliver()
        copy.send([old])
        assert dict(copy.versions()) == {}

    def test_what_is_not_delivered_yet_is_not_forgotten(self, copy):
        page = factories.case(title="Dagopvang")
        outbox.deliver()
        page.unpublish()
        SearchDocument.objects.update(changed_at=timezone.now() - 2 * outbox.WITHDRAWALS_KEPT)
        assert outbox.forget_withdrawals() == 0
        outbox.deliver()
        assert outbox.forget_withdrawals() == 1
        assert page.pk not in copy.documents

    def test_a_page_that_is_published_while_it_is_being_forgotten_stays(self, copy, monkeypatch):
        page = factories.case(title="Dagopvang")
        page.unpublish()
        outbox.deliver()
        SearchDocument.objects.update(changed_at=timezone.now() - 2 * outbox.WITHDRAWALS_KEPT)
        plain = copy.delete

        def delete(versions, *, seconds=0):
            monkeypatch.setattr(copy, "delete", plain)
            page.save_revision().publish()
            outbox._deliver(copy, dict(IndexTask.objects.values_list("page_id", "version")), 1)
            plain(versions)

        monkeypatch.setattr(copy, "delete", delete)
        assert outbox.forget_withdrawals() == 0
        assert agree(copy)
        assert page.pk in copy.documents


class TestRepair:
    """Catching up, and comparing."""

    def test_a_lost_index_is_built_by_the_periodic_job(self, copy):
        factories.case(title="Dagopvang")
        copy.documents, copy.is_there = {}, False
        IndexTask.objects.all().delete()
        maintenance.catch_up()
        assert agree(copy)

    def test_a_new_index_is_offered_what_the_old_one_refused(self, copy):
        page = factories.case(title="Dagopvang")
        copy.refused = {page.pk: "strict_dynamic_mapping_exception"}
        outbox.deliver()
        copy.refused, copy.is_there = {}, False
        maintenance.catch_up()
        assert agree(copy)

    def test_only_one_process_builds_indexes_anew(self, copy):
        with exclusive(maintenance.LOCK):
            with pytest.raises(CommandError, match="Another process"):
                call_command("rebuild_search")
            copy.is_there = False
            maintenance.catch_up()  # delivers, and leaves the index to the other
            assert not copy.is_there

    def test_what_waits_is_told_by_a_check_and_delivered_when_it_mends(self, copy):
        page = factories.case(title="Dagopvang")
        assert [(found.what, found.page_id) for found in check(mend=False)] == [(maintenance.WAITING, page.pk)]
        check(mend=True)
        assert check(mend=False) == []
        assert agree(copy)

    def test_missing_stale_and_strange_entries_are_mended(self, copy):
        pages = [factories.case(title=f"Dagopvang {number}") for number in range(3)]
        outbox.deliver()
        del copy.documents[pages[0].pk]
        copy.documents[pages[1].pk].version -= 5
        copy.documents[999_999] = SearchDocument(page_id=999_999, version=7, visible=True)
        found = {(found.what, found.page_id) for found in check(mend=True)}
        assert found == {("missing", pages[0].pk), ("stale", pages[1].pk), ("left behind", 999_999)}
        assert check(mend=False) == []
        assert agree(copy)

    def test_half_a_rebuild_of_the_database_leaves_nothing_behind(self, homes):
        engine = choice.database_engine()
        factories.case(title="Dagopvang")

        def documents():
            yield from SearchDocument.objects.all()
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            engine.rebuild(documents())
        with connection.cursor() as cursor:
            assert engine._table_exists(cursor, "search_index_new")
        factories.case(title="Speeltuin")  # goes to both
        maintenance.catch_up()
        with connection.cursor() as cursor:
            assert not engine._table_exists(cursor, "search_index_new")
        assert check(mend=False) == []
