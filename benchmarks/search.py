"""What search costs on documents of made-up text: `python -m benchmarks.search --documents 10000`.

Everything is in a scratch database (and a scratch index), without pages. CPU is that of this process, and of the
server's process for this connection where PostgreSQL runs on the same machine; Elasticsearch tells only how long it
took. No question has a word of an earlier one, so that nothing of it is remembered. `benchmarks.raw` is what the same
words cost in the bare engine.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import django
import numpy as np

if TYPE_CHECKING:
    from benchmarks.raw import RawEngine
    from search.asking import Knowledge
    from search.engines.base import Engine

ENGINES = ("sqlite", "postgresql", "elasticsearch")
QUESTIONS = 60  # of each class, of one to five words in turn
BATCH = 200
PUBLICATIONS = 20
ROW = "{:26} {:>4} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of an act; `cpu` of this process and, where it can be read, of the database's."""

    cpu: float
    wall: float


def main() -> None:
    """Fill a scratch index and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=ENGINES, help="all that this installation has, unless given")
    parser.add_argument("--documents", type=int, default=10_000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings.dev")
    database = os.environ.get("DATABASE_URL") or os.environ.get("TEST_DATABASE_URL")
    if database:
        os.environ["DATABASE_URL"] = database
    django.setup()
    for name in [options.engine] if options.engine else _engines():
        _measure(name, options.documents)


def _engines() -> list[str]:
    from django.conf import settings
    from django.db import connection

    names = ["sqlite", *([connection.vendor] if connection.vendor != "sqlite" else [])]
    return names if settings.SEARCH_URL == "database" else [*names, "elasticsearch"]


def _measure(name: str, documents: int) -> None:
    from django.conf import settings

    from search.scratch import scratch_engine

    settings.DEBUG = False  # or every query is kept
    url = settings.SEARCH_URL
    with scratch_engine(name) as engine:
        raw = _raw_engine(name, url)
        try:
            for line in _report(engine, raw, documents):
                print(line, flush=True)
        finally:
            raw.drop()


def _report(engine: "Engine", raw: "RawEngine", documents: int) -> Iterator[str]:
    from search.asking import Knowledge
    from search.concepts import packaged_map
    from search.spelling import count_words, speller

    knowledge = Knowledge(packaged_map(), speller)
    seconds = _indexed(engine, documents, knowledge)
    yield f"\nsearch, {engine.name}: {documents} documents, indexed at {documents / seconds:.0f} a second of CPU"
    _fill_raw(raw, documents)
    count_words()
    costs = _Clock(engine.name)
    _ask(engine, "gemeente", knowledge)  # what a process reads once
    raw.ask(["gemeente"])
    yield ROW.format("milliseconds", "n", "CPU 50%", "CPU 95%", "wall 50%", "wall 95%", "raw 50%", "raw 95%")
    for name, questions in _questions(documents).items():
        ours = [
            costs.of(lambda question=question: _ask(engine, " ".join(question), knowledge)) for question in questions
        ]
        bare = [_bare(costs, raw, question) for question in questions]
        yield _row(f"results, {name} words", ours, bare)
        titled = [costs.of(lambda question=question: _suggest(engine, question[0])) for question in questions]
        yield _row(f"suggestions, {name} words", titled)
    yield _row("published to found", list(_published(engine, costs, documents, knowledge)))


def _raw_engine(name: str, url: str) -> "RawEngine":
    from benchmarks.raw import RawElasticsearch, RawPostgresql, RawSqlite

    if name == "elasticsearch":
        return RawElasticsearch(url)
    return RawPostgresql() if name == "postgresql" else RawSqlite()


def _indexed(engine: "Engine", documents: int, knowledge: "Knowledge") -> float:
    """Fill the index; gives the seconds of CPU of this process without the making of texts."""
    from benchmarks.generated import document, texts
    from search.batches import batches

    seconds = 0.0
    for batch in batches(texts(documents), BATCH):
        begun = time.process_time()
        _store(engine, [document(text, knowledge.concepts) for text in batch])
        seconds += time.process_time() - begun
    engine.refresh()
    return seconds


def _store(engine: "Engine", documents: "Sequence[object]") -> None:
    from django.db import transaction

    from search import indexing
    from search.engines.remote import RemoteEngine

    with transaction.atomic():
        indexing.store(list(documents))
    if isinstance(engine, RemoteEngine):
        engine.put(documents)


def _fill_raw(raw: "RawEngine", documents: int) -> None:
    from benchmarks.generated import texts

    raw.fill((text.number, "\n".join(text.fields.values())) for text in texts(documents))


def _questions(documents: int) -> dict[str, list[list[str]]]:
    """Questions by class. No word is in two of them, so that each is new to the process."""
    classes = {"common": _words(documents, 0.02, 0.5), "medium": _words(documents, 0.005, 0.02)}
    classes["rare"] = _words(documents, 2.5 / documents, 10.5 / documents)
    found: dict[str, list[list[str]]] = {}
    for name, words in classes.items():
        Random(name).shuffle(words)
        remaining = iter(words)
        asked = [[word for _place, word in zip(range(1 + turn % 5), remaining)] for turn in range(QUESTIONS)]  # noqa: B905  # the questions end when the words do
        found[name] = [question for turn, question in enumerate(asked) if len(question) == 1 + turn % 5]
    return found


def _words(documents: int, least: float, most: float) -> list[str]:
    """Words that this share of the documents has, without stop words."""
    from search.language.stopwords import is_question_stop_word
    from search.models import SearchWords

    counts: dict[str, int] = SearchWords.objects.values_list("words", flat=True).get()
    return sorted(
        word
        for word, count in counts.items()
        if least <= count / documents <= most and not is_question_stop_word(word, "nl")
    )


def _ask(engine: "Engine", text: str, knowledge: "Knowledge") -> tuple[int, ...]:
    """A page of ten results as the site makes it: understood, found, counted, ordered and marked."""
    from benchmarks.generated import FACETS, LANGUAGE, NOW
    from search.asking import Asked, ask
    from search.highlights import best_fragment, marked_title
    from search.models import SearchDocument

    asked = ask(engine, Asked(text, LANGUAGE, (LANGUAGE,), NOW, facets=tuple(FACETS)), knowledge)
    for document in SearchDocument.objects.defer("terms", "facets").in_bulk(asked.answer.page_ids).values():
        marked_title(document, asked.question)
        best_fragment(document, asked.question)
    return asked.answer.page_ids


def _suggest(engine: "Engine", word: str) -> None:
    from benchmarks.generated import LANGUAGE, NOW

    engine.suggest([word[:4]], [LANGUAGE], NOW, 8)


def _bare(costs: "_Clock", raw: "RawEngine", question: Sequence[str]) -> float:
    """What the bare engine says that it took, else the CPU of it."""
    told: list[float | None] = []
    cost = costs.of(lambda: told.append(raw.ask(question)))
    return cost.cpu if told[0] is None else told[0]


def _published(engine: "Engine", costs: "_Clock", documents: int, knowledge: "Knowledge") -> Iterator[Cost]:
    from benchmarks.generated import document, texts

    for text in texts(PUBLICATIONS, first=documents + 1):
        changed = document(text, knowledge.concepts)

        def found() -> None:
            _store(engine, [changed])  # noqa: B023  # called at once
            while changed.page_id not in _ask(engine, changed.title_key, knowledge):  # noqa: B023
                time.sleep(0.01)

        yield costs.of(found)


class _Clock:
    """Measures acts; of PostgreSQL also the process that serves this connection, where it is on this machine."""

    def __init__(self, engine: str) -> None:
        from django.db import connection

        self._server: Path | None = None
        if engine == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                process = Path(f"/proc/{cursor.fetchone()[0]}")
            is_here = process.exists() and (process / "comm").read_text().startswith("postgres")
            self._server = process / "schedstat" if is_here else None

    def of(self, act: Callable[[], object]) -> Cost:
        """The cost of an act."""
        server, cpu, wall = self._server_seconds(), time.process_time(), time.perf_counter()
        act()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        return Cost((cpu + self._server_seconds() - server) * 1000, wall * 1000)

    def _server_seconds(self) -> float:
        # The first number is the nanoseconds that the process ran.
        return int(self._server.read_text().split()[0]) / 1e9 if self._server else 0.0


def _row(name: str, costs: Iterable[Cost], bare: Sequence[float] = ()) -> str:
    costs = list(costs)
    columns = [[cost.cpu for cost in costs], [cost.wall for cost in costs], bare]
    figures = [f"{np.percentile(column, share):.1f}" if column else "" for column in columns for share in (50, 95)]
    return ROW.format(name, len(costs), *figures)


if __name__ == "__main__":
    main()
