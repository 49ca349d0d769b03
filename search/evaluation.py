"""Measuring the order of results against people's judgements, on a corpus that is not the site's."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from knowledge.types import SearchField
from search import indexing
from search.asking import Asked, Knowledge, ask
from search.batches import batches
from search.engines.base import Engine
from search.language import LANGUAGES, ConceptMap, analyse, fold_words, normalise
from search.models import SearchDocument
from search.relevance import Figures, judge, mean
from search.terms import document_terms

BATCH = 500
DEPTH = 100  # results of each question that are judged and written
NOW = datetime(2026, 1, 1, tzinfo=UTC)  # the same for all documents: none is newer than another
OVERALL = "all"


@dataclass(frozen=True)
class Passage:
    """A text of a corpus."""

    id: str
    language: str
    title: str
    text: str


@dataclass(frozen=True)
class JudgedQuery:
    """A question of a test, of a class of questions, by a reader of a language."""

    id: str
    text: str
    kind: str = ""
    language: str = LANGUAGES[0]


class BadInput(Exception):
    """A file is not what it should be; the message says which, where and why."""


def read_corpus(paths: Iterable[Path]) -> list[Passage]:
    """The passages of files of JSON lines with id, lang, title and text. Raises BadInput."""
    return [
        Passage(str(row["id"]), str(row["lang"]), str(row.get("title", "")), str(row["text"]))
        for path in paths
        for row in _json_lines(path, ("id", "lang", "text"))
    ]


def read_queries(path: Path) -> list[JudgedQuery]:
    """The questions of a file of JSON lines with qid, query and perhaps cls and lang. Raises BadInput."""
    return [
        JudgedQuery(str(row["qid"]), str(row["query"]), str(row.get("cls", "")), str(row.get("lang") or LANGUAGES[0]))
        for row in _json_lines(path, ("qid", "query"))
    ]


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    """Grades by question and document from lines of TREC's form: question, iteration, document, grade."""
    grades: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        try:
            query, _iteration, document, grade = line.split()
            grades.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            raise BadInput(f"{path}, line {number}: expected question, iteration, document and grade") from error
    return grades


def _json_lines(path: Path, needed: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadInput(f"{path}, line {number}: not JSON ({error})") from error
        missing = [name for name in needed if not isinstance(row, dict) or name not in row]
        if missing:
            raise BadInput(f"{path}, line {number}: without {', '.join(missing)}")
        yield row


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield number, line
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: {error}") from error


def load(engine: Engine, corpus: Sequence[Passage], concepts: ConceptMap) -> None:
    """Index a corpus; the number of a document is its place in it, from 1."""
    numbered = enumerate(corpus, start=1)
    for batch in batches(numbered, BATCH):
        documents = [_document(number, passage, concepts) for number, passage in batch]
        indexing.store(documents)
        engine.put(documents)
    engine.refresh()


def _document(number: int, passage: Passage, concepts: ConceptMap) -> SearchDocument:
    texts = {SearchField.TITLE: normalise(passage.title), SearchField.BODY: normalise(passage.text)}
    tokens = {field: analyse(text, passage.language, concepts) for field, text in texts.items()}
    terms = document_terms(tokens)
    return SearchDocument(
        page_id=number,
        translation_key=UUID(int=number),
        language=passage.language,
        type_key="",
        title_key=fold_words(passage.title),
        published_at=NOW,
        version=number,
        fingerprint="",
        changed_at=NOW,
        lengths=terms.length_list,
        terms=terms.counts,
        texts={field.value: text for field, text in texts.items()},
        tokens={field.value: stream.to_json() for field, stream in tokens.items()},
        facets={},
    )


def answers(
    engine: Engine, corpus: Sequence[Passage], queries: Iterable[JudgedQuery], knowledge: Knowledge
) -> dict[str, list[str]]:
    """For each question the ids of the documents that were found in all languages of the corpus, the best first."""
    languages = tuple(dict.fromkeys(passage.language for passage in corpus))
    found = {}
    for query in queries:
        asked = Asked(query.text, query.language, languages, NOW, limit=DEPTH)
        page_ids = ask(engine, asked, knowledge).answer.page_ids
        found[query.id] = [corpus[page_id - 1].id for page_id in page_ids]
    return found


def figures(
    found: Mapping[str, Sequence[str]], queries: Iterable[JudgedQuery], grades: Mapping[str, Mapping[str, int]]
) -> dict[str, Figures]:
    """The figures of each class of questions, and of all together under OVERALL."""
    by_kind: dict[str, list[Figures]] = {}
    for query in queries:
        judged = judge(found[query.id], grades.get(query.id, {}))
        for kind in (query.kind, OVERALL):
            by_kind.setdefault(kind, []).append(judged)
    return {kind: mean(judged) for kind, judged in by_kind.items()}


def trec_lines(found: Mapping[str, Sequence[str]], tag: str) -> Iterator[str]:
    """The results as a TREC run: question, Q0, document, rank, score, tag. The score only says the order."""
    for query, documents in found.items():
        for rank, document in enumerate(documents, start=1):
            yield f"{query} Q0 {document} {rank} {DEPTH + 1 - rank} {tag}"
