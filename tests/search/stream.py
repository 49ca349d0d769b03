"""Editors who publish and withdraw, readers who search and the periodic job, all at once and against the clock."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic, sleep

from django.db import connections

from knowledge.models import PracticeCase
from search.engines.base import EngineUnavailable
from search.maintenance import catch_up
from search.queries import Query
from search.service import search
from tests import factories

READERS = 2
WORD = "dagopvang"


@dataclass
class Stream:
    """What happens at the same time, and what was seen of it. `withdrawn` holds pages from the moment it is stored."""

    errors: list[str] = field(default_factory=list)
    searches: list[tuple[float, float, bool]] = field(default_factory=list)  # moment, seconds, degraded
    published: list[int] = field(default_factory=list)
    withdrawn: set[int] = field(default_factory=set)
    _stopped: Event = field(default_factory=Event)
    _threads: list[Thread] = field(default_factory=list)

    def __enter__(self) -> "Stream":
        steps = [self._read] * READERS + [self._edit, self._deliver]
        self._threads = [Thread(target=self._repeat, args=(step,), daemon=True) for step in steps]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join(60)

    def since(self, moment: float) -> list[tuple[float, float, bool]]:
        """The searches that began after a moment."""
        return [found for found in self.searches if found[0] >= moment]

    def _repeat(self, step: Callable[[], None]) -> None:
        while not self._stopped.is_set():
            try:
                step()
            except Exception as error:
                self.errors.append(f"{step.__name__}: {error!r}")
        connections.close_all()

    def _read(self) -> None:
        gone, began = set(self.withdrawn), monotonic()
        results = search(Query(WORD, page_size=100))
        self.searches.append((began, monotonic() - began, results.degraded))
        if shown := gone & {hit.page.pk for hit in results.hits}:
            self.errors.append(f"found after its withdrawal: {shown}")
        sleep(0.05)

    def _edit(self) -> None:
        self.published.append(factories.case(title=f"Dagopvang {len(self.published)}").pk)
        if len(self.published) % 3 == 0:
            page_id = random.choice(sorted(set(self.published) - self.withdrawn))
            PracticeCase.objects.get(pk=page_id).unpublish()
            self.withdrawn.add(page_id)
        sleep(0.1)

    def _deliver(self) -> None:
        try:
            catch_up()
        except EngineUnavailable:
            sleep(0.5)  # as run_due, which tries again the next minute
        sleep(0.5)
