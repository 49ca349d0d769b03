"""Whoever brings changes to Elasticsearch may be killed before any line: nothing is lost, and nothing comes back.

A few steps of each kind of work by default, spread over all of it; all of them with KILL_EVERY_STEP=1 (`make prove`).
"""

import os
from random import Random

import pytest
from django.utils import timezone

from knowledge.models import KnowledgePage
from search import maintenance, outbox
from search.engines.choice import remote_engine
from search.models import IndexTask, SearchDocument
from search.queries import Query
from search.service import search
from tests import factories
from tests.search.killing import kill_before, steps_of

pytestmark = [pytest.mark.elasticsearch, pytest.mark.alone]
SAMPLE = 8


@pytest.fixture
def db(committed):
    """Tests here commit: other threads and processes must see it."""


@pytest.fixture
def site(db, site_with_elasticsearch):
    """A site with some pages in the index, and changes that are noted but not delivered."""
    pages = {name: factories.case(title=f"Dagopvang {name}") for name in ("blijft", "verdwijnt", "verandert")}
    outbox.deliver()
    return pages


def rest():
    """Leave what is committed from now on in the outbox."""
    remote_engine().rests_until = float("inf")


def change(pages):
    """Withdraw one page, change one, delete one and publish a new one, without delivery."""
    rest()
    gone, changed = pages["verdwijnt"], pages["verandert"]
    gone.refresh_from_db()
    if gone.live:
        gone.unpublish()
    else:
        gone.save_revision().publish()
    changed.title = f"Dagopvang {timezone.now():%f}"
    changed.save_revision().publish()
    if "nieuw" in pages:
        pages["nieuw"].delete()
    pages["nieuw"] = factories.article(title="Dagopvang nieuw")


def deliver():
    outbox.deliver()


def rebuild():
    maintenance.rebuild()


def forget():
    outbox.WITHDRAWALS_KEPT = -outbox.WITHDRAWALS_KEPT  # in a process that ends with this work
    outbox.deliver()
    outbox.forget_withdrawals()


def publish():
    """Publish and withdraw as an editor's request does, with the delivery at once."""
    outbox.AT_ONCE_SECONDS = 30  # in a process that ends with this work
    page = KnowledgePage.objects.get(title="Dagopvang blijft").specific
    page.unpublish()
    page.save_revision().publish()


def steps(work):
    """Those before which the work is killed."""
    number = steps_of(work)
    assert number > SAMPLE
    everything = list(range(1, number + 1))
    if os.environ.get("KILL_EVERY_STEP"):
        return everything
    part = number / SAMPLE
    return sorted({everything[int(place * part + Random(number + place).random() * part)] for place in range(SAMPLE)})


def assert_whole():
    """Elasticsearch holds what the pages say: in one index, under one search, with nothing waiting."""
    remote = remote_engine()
    assert not IndexTask.objects.exists()
    remote.refresh()
    wanted = dict(SearchDocument.objects.filter(visible=True).values_list("pk", "version"))
    assert dict(remote.versions()) == wanted
    assert set(wanted) == set(KnowledgePage.objects.live().values_list("pk", flat=True))
    assert len(remote._writer._indexes()) == 1
    assert maintenance.check(mend=False) == []


def found():
    """The ids that readers find, whatever is away."""
    return {hit.page.pk for hit in search(Query("dagopvang", page_size=100)).hits}


@pytest.mark.parametrize("work", [deliver, publish, forget, rebuild])
def test_a_process_killed_before_any_step_loses_nothing(site, work):
    change(site)
    wanted, killed = steps(work), 0
    for step in wanted:
        change(site)
        killed += kill_before(step, work)
        live = set(KnowledgePage.objects.live().values_list("pk", flat=True))
        assert found() <= live  # before anybody mends
        maintenance.catch_up()
        assert_whole()
        assert found() == live, step
    assert killed > 0.8 * len(wanted)  # not every run has as many steps
