"""Periodic jobs: when they run, what keeps them apart, and what an administrator sees of them."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from home import in_process, periodic
from home.locks import exclusive
from home.models import JobRun
from home.periodic import Job, run_due
from tests import factories

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def done(monkeypatch):
    """No jobs but those that a test registers; gives the names of those that ran."""
    monkeypatch.setattr(periodic, "_jobs", {})
    return []


@pytest.fixture
def register(done):
    """Register a job that notes its name, and does more when told."""

    def add(name, every=MINUTE, also=lambda: None, **fields):
        def run():
            done.append(name)
            also()

        periodic.register(Job(name, f"Label of {name}", every, run, **fields))

    return add


def fail():
    raise RuntimeError("the disk is full")


class TestMoments:
    """When a job is due."""

    @pytest.mark.parametrize(
        ("every", "now", "expected"),
        [
            (MINUTE, "2026-11-23T12:00:59", "2026-11-23T12:00:00"),
            (5 * MINUTE, "2026-11-23T12:04:00", "2026-11-23T12:00:00"),
            (HOUR, "2026-11-23T12:59:59", "2026-11-23T12:00:00"),
            # Three at night in Amsterdam is two or one o'clock in UTC.
            (DAY, "2026-11-23T02:00:00", "2026-11-23T02:00:00"),
            (DAY, "2026-11-23T01:59:59", "2026-11-22T02:00:00"),
            (DAY, "2026-07-01T12:00:00", "2026-07-01T01:00:00"),
            (7 * DAY, "2026-11-25T12:00:00", "2026-11-22T02:00:00"),
        ],
    )
    def test_moments_are_fixed_on_the_clock(self, every, now, expected):
        moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
        due = Job("x", "x", every, fail).due_since(moment)
        assert due == datetime.fromisoformat(expected).replace(tzinfo=UTC)

    def test_a_cron_that_is_a_little_early_passes_over_no_minute(self):
        job = Job("x", "x", MINUTE, fail)
        ticks = [datetime(2026, 11, 23, 12, minute, second, tzinfo=UTC) for minute, second in ((0, 1), (1, 0), (2, 2))]
        assert all(before < job.due_since(after) for before, after in pairwise(ticks))


@pytest.mark.django_db
class TestRuns:
    """What `run_due` does."""

    def test_jobs_run_when_due_and_not_again_before(self, register, done):
        register("minutely")
        register("nightly", DAY)
        now = timezone.now()
        assert [run.name for run in run_due(now)] == ["minutely", "nightly"]
        assert run_due(now) == []
        run_due(now + MINUTE)
        assert done == ["minutely", "nightly", "minutely"]

    def test_missed_turns_are_not_repeated(self, register, done):
        register("minutely")
        run_due()
        run_due(timezone.now() + 3 * DAY)
        assert done == ["minutely", "minutely"]

    def test_a_job_that_fails_stops_no_other_and_its_error_is_kept_and_logged(self, register, done, caplog):
        register("a-broken", also=fail)
        register("b-sound")
        run_due()
        assert done == ["a-broken", "b-sound"]
        broken, sound = JobRun.objects.order_by("name")
        assert broken.failure == "RuntimeError: the disk is full"
        assert "Traceback" in broken.error
        assert broken.failing_since == broken.started_at
        assert broken.succeeded_at is None
        assert (sound.error, sound.failing_since) == ("", None)
        assert "the disk is full" in caplog.text
        assert "Traceback" in caplog.text

    def test_a_lasting_failure_is_logged_in_one_line_from_the_second_time(self, register, caplog):
        register("broken", also=fail)
        now = timezone.now()
        run_due(now)
        caplog.clear()
        run_due(now + MINUTE)
        assert "the disk is full" in caplog.text
        assert "Traceback" not in caplog.text

    def test_success_after_failures_clears_the_error(self, register):
        troubles = iter([fail, int])

        def also():
            next(troubles)()

        register("shaky", also=also)
        now = timezone.now()
        run_due(now)
        run_due(now + MINUTE)
        run = JobRun.objects.get()
        assert (run.error, run.failing_since) == ("", None)
        assert run.succeeded_at == run.finished_at

    def test_a_job_whose_process_was_killed_is_shown_so_and_waits_for_its_next_turn(self, register, done):
        register("deadly")
        now = timezone.now()
        JobRun.objects.create(name="deadly", started_at=now)
        run_due(now)
        assert JobRun.objects.get().failure == periodic.INTERRUPTED
        assert done == []
        run_due(now + MINUTE)
        assert done == ["deadly"]
        assert JobRun.objects.get().error == ""

    def test_two_jobs_of_one_name_are_refused(self, register):
        register("same")
        with pytest.raises(ValueError, match="same"):
            register("same")

    def test_command_says_what_it_did(self, register, capsys):
        register("a-broken", also=fail)
        register("b-sound")
        call_command("run_due")
        said = capsys.readouterr().out
        assert "a-broken: failed: RuntimeError: the disk is full" in said
        assert "b-sound: done" in said

    def test_the_thread_of_the_web_server_outlives_an_error(self, monkeypatch, caplog):
        monkeypatch.setattr(in_process, "run_due", fail)
        monkeypatch.setattr(in_process, "connections", type("None", (), {"close_all": staticmethod(lambda: None)}))
        in_process._run_once()
        assert "the disk is full" in caplog.text


HOLDER = """
import django, sys, time
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from home.locks import exclusive
with exclusive("run_due") as mine:
    print(mine, flush=True)
    time.sleep(60)
"""


@pytest.mark.django_db
def test_one_process_at_a_time_and_a_killed_one_holds_up_nobody(register, done):
    register("minutely")
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kennisbank.settings.test"}
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, name], stdout=subprocess.PIPE, env=environment, text=True
    ) as holder:
        try:
            assert holder.stdout.readline().strip() == "True"
            assert run_due() is None
            assert done == []
            holder.send_signal(signal.SIGKILL)
            holder.wait(10)
            assert [run.name for run in run_due()] == ["minutely"]
        finally:
            holder.kill()


@pytest.mark.django_db
def test_a_lock_keeps_out_others_of_its_name_only():
    with exclusive("one") as first, exclusive("one") as second, exclusive("other") as third:
        assert (first, second, third) == (True, False, True)
    with exclusive("one") as again:
        assert again


@pytest.mark.django_db
class TestReport:
    """The page below Reports."""

    def test_administrators_see_each_job_with_its_last_run(self, client, homes, register):
        register("a-broken", also=fail)
        register("b-sound", 5 * MINUTE)
        client.force_login(factories.superuser())
        before = client.get(reverse("periodic_report")).content.decode()
        assert "Label of a-broken" in before
        assert "manage.py run_due" in before
        run_due()
        after = client.get(reverse("periodic_report")).content.decode()
        assert escape("RuntimeError: the disk is full") in after
        assert "Label of b-sound" in after
        assert "manage.py run_due" not in after
        assert reverse("periodic_report") in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_silence_is_told(self, client, homes, register):
        register("minutely")
        long_ago = timezone.now() - HOUR
        JobRun.objects.create(name="minutely", started_at=long_ago, finished_at=long_ago)
        client.force_login(factories.superuser())
        assert "manage.py run_due" in client.get(reverse("periodic_report")).content.decode()

    def test_editors_do_not_get_it(self, client, homes):
        client.force_login(factories.editor())
        assert client.get(reverse("periodic_report")).status_code == 302
        assert reverse("periodic_report") not in client.get(reverse("wagtailadmin_home")).content.decode()
        client.logout()
        assert "login" in client.get(reverse("periodic_report"))["Location"]

    def test_its_queries_do_not_grow_with_the_jobs(self, client, homes, register, django_assert_max_num_queries):
        for number in range(20):
            register(f"job-{number}")
        run_due()
        client.force_login(factories.superuser())
        client.get(reverse("periodic_report"))
        with django_assert_max_num_queries(15):
            client.get(reverse("periodic_report"))


def test_the_site_has_its_jobs():
    assert {"publish_scheduled", "deliver_search", "forget_withdrawals", "check_search"} <= {
        job.name for job in periodic.jobs()
    }


@pytest.mark.django_db
def test_a_page_is_published_at_its_hour_by_run_due(homes):
    page = factories.case(title="Klaar", publish=False)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - HOUR
    revision.save()
    runs = run_due()
    assert {run.name: run.failure for run in runs}["publish_scheduled"] == ""
    page.refresh_from_db()
    assert page.live
