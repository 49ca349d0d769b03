"""The matrix that a process keeps follows what others store."""

import numpy as np
import pytest

from search import indexing
from search.models import DocumentVector
from search.vectors.contract import model
from search.vectors.making import make_vectors
from search.vectors.memory import VectorMemory
from search.vectors.texts import Kind
from tests.search.documents import document
from tests.search.meaning import FakeEmbedder

pytestmark = pytest.mark.usefixtures("committed")
EPOCH = None


def memory(fake):
    return VectorMemory(model(fake), fake.size, (Kind.TITLE,))


def same(kept, fresh):
    """Whether two sets of vectors hold the same, in whatever order."""
    one, other = np.argsort(kept.page_ids), np.argsort(fresh.page_ids)
    return np.array_equal(kept.page_ids[one], fresh.page_ids[other]) and np.array_equal(
        kept.matrix[one], fresh.matrix[other]
    )


def test_what_was_stored_since_is_read_and_nothing_else():
    fake = FakeEmbedder()
    indexing.store([document(1, "Een auto"), document(2, "Een fiets")])
    make_vectors(fake, (Kind.TITLE,))
    kept = memory(fake)
    first = kept.now(EPOCH)
    assert kept.now(EPOCH) is first
    indexing.store([document(2, "Veel geld"), document(3, "Een school")])
    make_vectors(fake, (Kind.TITLE,))
    assert same(kept.now(EPOCH), memory(fake).now(EPOCH))
    assert sorted(kept.now(EPOCH).page_ids) == [1, 2, 3]


def test_a_removed_vector_never_hides_a_later_one():
    fake = FakeEmbedder()
    indexing.store([document(1, "Een auto"), document(2, "Een fiets")])
    make_vectors(fake, (Kind.TITLE,))
    kept = memory(fake)
    kept.now(EPOCH)
    indexing.store([document(2, visible=False)])
    indexing.store([document(3, "Een school")])
    make_vectors(fake, (Kind.TITLE,))
    assert 3 in kept.now(EPOCH).page_ids


def test_an_emptied_table_is_seen():
    fake = FakeEmbedder()
    indexing.store([document(1, "Een auto")])
    make_vectors(fake, (Kind.TITLE,))
    kept = memory(fake)
    assert len(kept.now(EPOCH).page_ids) == 1
    DocumentVector.objects.all().delete()
    assert len(kept.now(EPOCH).page_ids) == 0
