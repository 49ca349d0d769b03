"""Making the vectors of documents that have none yet, or one of another text or model."""

from collections.abc import Iterable, Sequence
from time import monotonic

import numpy as np
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from search import state
from search.instants import microseconds
from search.models import DocumentVector, SearchDocument
from search.vectors.contract import Embedder, model
from search.vectors.texts import Kind, text_hash, text_of

BATCH = 32
STORED = np.float16
CHANGEABLE = ["model", "document_version", "text_hash", "vector", "generation"]


def make_vectors(embedder: Embedder, kinds: Sequence[Kind], seconds: float = float("inf")) -> int:
    """Bring the vectors up to date with the visible documents, those of titles first; gives the number looked at.

    After `seconds` it stops where it is; the next call goes on.
    """
    end, done = monotonic() + seconds, 0
    for kind in kinds:
        while documents := list(_behind(embedder, kind)[:BATCH]):
            _bring_up_to_date(embedder, kind, documents)
            done += len(documents)
            if monotonic() >= end:
                return done
    return done


def _behind(embedder: Embedder, kind: Kind) -> QuerySet[SearchDocument]:
    """The visible documents that changed since their vector was made, or have none of this model."""
    made = DocumentVector.objects.filter(
        document=OuterRef("pk"), kind=kind, model=model(embedder), document_version=OuterRef("version")
    )
    return SearchDocument.objects.filter(~Exists(made), visible=True).order_by("pk").only("pk", "version", "texts")


def _bring_up_to_date(embedder: Embedder, kind: Kind, documents: Sequence[SearchDocument]) -> None:
    texts = {document.pk: text_of(kind, document.texts) for document in documents}
    hashes = {pk: text_hash(text) for pk, text in texts.items()}
    rows = DocumentVector.objects.filter(document__in=texts, kind=kind, model=model(embedder))
    kept = {row.document_id: row for row in rows if row.text_hash == hashes[row.document_id]}
    new = [pk for pk in texts if pk not in kept]
    made = dict(zip(new, embedder.documents([texts[pk] for pk in new]), strict=True))
    _store(
        DocumentVector(
            document_id=document.pk,
            kind=kind,
            model=model(embedder),
            document_version=document.version,
            text_hash=hashes[document.pk],
            vector=made[document.pk].astype(STORED).tobytes() if document.pk in made else kept[document.pk].vector,
        )
        for document in documents
    )


@transaction.atomic
def _store(vectors: Iterable[DocumentVector]) -> None:
    """Keep vectors, but for those of documents that changed or were withdrawn while they were made."""
    state.lock()
    wanted = {vector.document_id: vector for vector in vectors}
    present = dict(SearchDocument.objects.filter(pk__in=wanted, visible=True).values_list("pk", "version"))
    last = DocumentVector.objects.aggregate(last=Max("generation"))["last"] or 0
    generation = max(microseconds(timezone.now()), last + 1)
    stored = [vector for pk, vector in wanted.items() if present.get(pk) == vector.document_version]
    for vector in stored:
        vector.generation = generation
    DocumentVector.objects.bulk_create(
        stored, update_conflicts=True, unique_fields=["document", "kind"], update_fields=CHANGEABLE
    )
