"""Asking for it, doing it in turns, and telling how far it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone

from knowledge.models import KnowledgePage
from search.concepts import concept_map
from search.indexing import BATCH, refresh
from search.reindexing.models import Reindexing

ONLY = 1  # the primary key of the one row
TURN_SECONDS = 45.0  # of one turn of the periodic job


class Stage(StrEnum):
    """How far it is."""

    NEVER = "never"
    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True)
class Progress:
    """What an editor sees: `pages` are those analysed of `total`; `behind` says that names changed since."""

    stage: Stage
    asked_at: datetime | None
    asked_by: str
    finished_at: datetime | None
    pages: int
    total: int
    behind: bool


@transaction.atomic
def ask(user: Any) -> None:
    """Have all pages analysed again; while that goes on, it begins anew, for names may have changed meanwhile."""
    Reindexing.objects.update_or_create(
        pk=ONLY,
        defaults={"asked_at": timezone.now(), "asked_by": user, "started_at": None, "cursor": 0, "pages": 0},
    )


def progress() -> Progress:
    """How far it is. Four small queries."""
    row = Reindexing.objects.select_related("asked_by").filter(pk=ONLY).first() or Reindexing()
    return Progress(
        stage=_stage(row),
        asked_at=row.asked_at,
        asked_by=row.asked_by.get_username() if row.asked_by else "",
        finished_at=row.finished_at,
        pages=row.pages,
        total=KnowledgePage.objects.count(),
        behind=row.concepts != concept_map().version,
    )


def _stage(row: Reindexing) -> Stage:
    if _waits(row):
        return Stage.RUNNING if row.started_at else Stage.ASKED
    return Stage.DONE if row.finished_at else Stage.NEVER


def _waits(row: Reindexing) -> bool:
    return row.asked_at is not None and (row.finished_at is None or row.finished_at < row.asked_at)


def carry_out(turn_seconds: float = TURN_SECONDS) -> int:
    """Analyse pages again for a turn, when somebody asked for it; gives their number.

    What is left waits for the next turn. Every page stays findable: it has its old document until it has the new one.
    """
    row = Reindexing.objects.filter(pk=ONLY).first()
    if row is None or not _waits(row):
        return 0
    until = monotonic() + turn_seconds
    if row.started_at is None and not _step(row, started_at=timezone.now(), started_with=concept_map().version):
        return 0
    done = 0
    while ids := _next_ids(row.cursor):
        refresh(ids)
        done += len(ids)
        if not _step(row, cursor=ids[-1], pages=row.pages + len(ids)) or monotonic() > until:
            return done
    _step(row, finished_at=timezone.now(), concepts=row.started_with)
    return done


def note_done(version: str) -> None:
    """Remember that all pages were analysed with this version of the names, by a rebuild."""
    Reindexing.objects.update_or_create(pk=ONLY, defaults={"concepts": version, "finished_at": timezone.now()})


def _next_ids(cursor: int) -> list[int]:
    pages = KnowledgePage.objects.filter(pk__gt=cursor).order_by("pk")
    return list(pages.values_list("pk", flat=True)[:BATCH])


def _step(row: Reindexing, **values: Any) -> bool:
    """Store progress; false when somebody asked anew meanwhile, so that it begins again."""
    same = Reindexing.objects.filter(pk=ONLY, asked_at=row.asked_at)
    for name, value in values.items():
        setattr(row, name, value)
    return bool(same.update(**values))
