"""manage.py evaluate_search"""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from search import evaluation
from search.asking import Knowledge
from search.concepts import concept_map, packaged_map
from search.evaluation import OVERALL, BadInput
from search.language import NO_CONCEPTS, ConceptMap
from search.relevance import Figures
from search.scratch import NAMES, CannotMeasure, scratch_engine
from search.spelling import count_words, speller
from search.vectors.choice import KINDS, embedder
from search.vectors.kept import KeptVectors
from search.vectors.making import make_vectors
from search.vectors.meaning import Meaning

ROW = "{:<12} {:>9} {:>9} {:>9} {:>9} {:>9}"


class Command(BaseCommand):
    """Loads a corpus into a scratch index, asks judged questions, and prints how good the order of results is."""

    help = "Measure the order of results on a corpus with judged questions, in a scratch index beside the site's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corpus", nargs="+", type=Path, required=True, help="JSON lines: id, lang, title, text")
        parser.add_argument("--queries", type=Path, required=True, help="JSON lines: qid, query, perhaps cls and lang")
        parser.add_argument("--qrels", type=Path, required=True, help="TREC judgements: qid, 0, id, grade")
        parser.add_argument("--engine", choices=NAMES, help="the engine of this installation unless given")
        parser.add_argument(
            "--vectors", choices=KINDS, help="sentence vectors; those of this installation unless given"
        )
        parser.add_argument("--run", type=Path, help="write the results here as a TREC run")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["engine"] or connection.vendor
        try:
            corpus = evaluation.read_corpus(options["corpus"])
            queries = evaluation.read_queries(options["queries"])
            grades = evaluation.read_judgements(options["qrels"])
            concepts = _concepts()
            with scratch_engine(name) as engine:
                evaluation.load(engine, corpus, concepts)
                count_words()
                knowledge = Knowledge(concepts, speller, _meaning(options["vectors"] or settings.SEARCH_VECTORS))
                found = evaluation.answers(engine, corpus, queries, knowledge)
        except (BadInput, CannotMeasure) as error:
            raise CommandError(str(error)) from error
        self._print(evaluation.figures(found, queries, grades))
        if options["run"]:
            lines = evaluation.trec_lines(found, f"kennisbank-{name}")
            options["run"].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def _print(self, figures: Mapping[str, Figures]) -> None:
        self.stdout.write(ROW.format("class", "questions", "nDCG@10", "recall@20", "MRR", "empty"))
        for kind in sorted(figures, key=lambda kind: (kind == OVERALL, kind)):
            row = figures[kind]
            means = (f"{mean:.3f}" for mean in (row.ndcg, row.recall, row.reciprocal_rank))
            self.stdout.write(ROW.format(kind or "-", row.questions, *means, row.empty))


def _meaning(setting: str) -> Meaning | None:
    """Search by meaning in the scratch index; the vectors of texts are kept in VAR_DIR for a next time."""
    kinds = KINDS[setting]
    if not kinds:
        return None
    model = embedder()
    if model is None:
        raise CannotMeasure("Sentence vectors are measured where the extra `vectors` is installed.")
    kept = KeptVectors(model, settings.VAR_DIR / "vectors")
    make_vectors(kept, kinds)
    return Meaning(kept, kinds)


def _concepts() -> ConceptMap:
    """Those of this site; where nothing was set up yet, those that a site begins with."""
    try:
        own = concept_map()
    except DatabaseError:  # no tables yet
        return packaged_map()
    return own if own.version != NO_CONCEPTS.version else packaged_map()
