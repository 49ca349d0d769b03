"""Work that comes back: a registry of jobs, and `run_due`, which does those whose time has come.

An app registers its jobs in `AppConfig.ready`:

    register(Job("deliver_search", _("Bring the search index up to date"), timedelta(minutes=1), deliver))

`manage.py run_due`, each minute by cron or a timer, is all that a site needs for them. Jobs run one after another and
in one process at a time, those that come back soonest first. So a job works for a minute or so at most and leaves the
rest for its next turn; it does not mind to be killed, or to be done again.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from time import monotonic
from typing import Any

from django.db import connections
from django.utils import timezone

from home.locks import exclusive
from home.models import JobRun

logger = logging.getLogger(__name__)
LOCK = "run_due"
DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEPT = 10_000  # characters of an error
INTERRUPTED = "Interrupted: its process ended before it did."


@dataclass(frozen=True)
class Job:
    """Something to do every so often.

    `label` says in a few words what it does, for administrators; `run` does it, and raises when it could not. A job of
    a day or of whole days runs at the first opportunity after `hour`, in the site's time zone.
    """

    name: str
    label: Any  # text, or a lazy translation of it
    every: timedelta
    run: Callable[[], object]
    hour: time = time(3)

    def due_since(self, now: datetime) -> datetime:
        """The latest moment at which the job became due.

        Moments are fixed on the clock instead of counted from the last run: so a job of every minute is not passed over
        because cron was a little early, and after an outage of any length a job is due once.
        """
        if self.every < DAY:
            return now - (now - EPOCH) % self.every
        here = timezone.localtime(now)
        day = here.date() if here.time() >= self.hour else here.date() - DAY
        day -= timedelta(days=day.toordinal() % self.every.days)
        return datetime.combine(day, self.hour, here.tzinfo)


_jobs: dict[str, Job] = {}


def register(job: Job) -> None:
    """Add a job; raises ValueError when another has its name."""
    if job.name in _jobs:
        raise ValueError(f"There is a periodic job {job.name!r} already.")
    _jobs[job.name] = job


def jobs() -> list[Job]:
    """All jobs, in the order in which they run."""
    return sorted(_jobs.values(), key=lambda job: (job.every, job.name))


def run_due(now: datetime | None = None) -> list[JobRun] | None:
    """Run every job that is due, and give their runs; None when another process is at it."""
    with exclusive(LOCK) as mine:
        if not mine:
            return None
        now = now or timezone.now()
        known = {run.name: run for run in JobRun.objects.all()}
        for run in known.values():
            _note_interruption(run)
        return [_run(job, known.get(job.name)) for job in jobs() if _is_due(job, known.get(job.name), now)]


def _is_due(job: Job, last: JobRun | None, now: datetime) -> bool:
    return last is None or last.started_at < job.due_since(now)


def _note_interruption(run: JobRun) -> None:
    """Say of a job without an end that it was killed: while we hold the lock, none runs.

    It has to wait for its next turn like any other, for it may be the one that brought its process down.
    """
    if run.finished_at is None:
        run.finished_at, run.error = timezone.now(), INTERRUPTED
        run.failing_since = run.failing_since or run.started_at
        run.save()


def _run(job: Job, last: JobRun | None) -> JobRun:
    """Do one job; whatever goes wrong in it is kept and logged, and stops no other."""
    run = last or JobRun(name=job.name)
    before, run.started_at, run.finished_at = run.failure, timezone.now(), None
    run.save()
    began = monotonic()
    try:
        job.run()
    except Exception:
        run.error = traceback.format_exc()[-KEPT:]
    else:
        run.error = ""
    run.seconds = monotonic() - began
    run.finished_at = timezone.now()
    if run.error:
        run.failing_since = run.failing_since or run.started_at
        # The whole story once; while it goes on in the same way, a line.
        logger.error("Periodic job %s failed: %s", job.name, run.failure if run.failure == before else run.error)
    else:
        run.succeeded_at, run.failing_since = run.finished_at, None
    _drop_broken_connections()
    run.save()
    return run


def _drop_broken_connections() -> None:
    """Let the next job begin with a new connection where this one broke its own."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
