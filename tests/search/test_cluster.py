"""Three nodes of Elasticsearch, of which one falls away under readers and editors.

FAULT_ROUNDS tells how often (`make prove` more than once); then TEST_ELASTICSEARCH_START must be a command that starts
a node again, with {port} and {node} in it.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from elasticsearch import ApiError, Elasticsearch
from elasticsearch import TransportError as ClientError

from knowledge.models import KnowledgePage
from search import maintenance
from search.engines.base import EngineUnavailable
from search.engines.choice import remote_engine
from search.models import IndexTask, SearchDocument
from search.queries import Query
from search.service import search
from tests import factories
from tests.real_parts import need
from tests.search.stream import WORD, Stream

pytestmark = pytest.mark.elasticsearch_cluster
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
BEFORE, AFTER, PATIENCE = 5, 25, 120  # seconds


@pytest.fixture(scope="session")
def cluster_urls():
    """The addresses of three nodes; without them the test is skipped at a desk and fails in CI."""
    urls = os.environ.get("TEST_ELASTICSEARCH_CLUSTER", "")
    need(urls, "No cluster of three nodes (set TEST_ELASTICSEARCH_CLUSTER to their addresses, with commas)")
    return urls.split(",")


@pytest.fixture
def db(committed):
    """Tests here commit: other threads and processes must see it."""


@pytest.fixture
def site(db, cluster_urls, settings):
    """A site with some pages that searches in the cluster."""
    whole(cluster_urls)
    settings.SEARCH_URL, settings.SEARCH_INDEX_PREFIX = ",".join(cluster_urls), f"test-{os.urandom(8).hex()}"
    remote_engine().rebuild([])
    for number in range(5):
        factories.case(title=f"Dagopvang vooraf {number}")
    whole(cluster_urls)
    yield
    remote_engine().drop()


def whole(urls):
    """Wait until all nodes are there and every index has all its copies."""
    client = Elasticsearch(urls, request_timeout=PATIENCE)
    health = client.cluster.health(wait_for_nodes=str(len(urls)), wait_for_status="green", timeout=f"{PATIENCE}s")
    assert not health["timed_out"], health


def kill_master(urls):
    """Kill the process of the elected master; gives the name of its node, and its port."""
    client = Elasticsearch(urls)
    master = client.cat.master(format="json")[0]["id"]
    node = client.nodes.info(node_id=master, metric="process,http")["nodes"][master]
    os.kill(node["process"]["id"], signal.SIGKILL)
    return node["name"], urlsplit(f"http://{node['http']['publish_address']}").port


def elected(urls, before):
    """The seconds until the survivors have another master."""
    began = monotonic()
    while monotonic() - began < PATIENCE:
        try:
            name = Elasticsearch(urls, request_timeout=2).cat.master(format="json")[0]["node"]
            if name != before:
                return monotonic() - began
        except (ApiError, ClientError):
            pass
        sleep(0.5)
    return pytest.fail("no new master was elected")


def caught_up():
    """The seconds until nothing waits to be delivered any more."""
    began = monotonic()
    while monotonic() - began < PATIENCE:
        with suppress(EngineUnavailable):
            maintenance.catch_up()
        if not IndexTask.objects.exists():
            return monotonic() - began
        IndexTask.objects.update(try_after=None)
        sleep(0.5)
    return pytest.fail(f"not delivered: {list(IndexTask.objects.values())}")


def assert_whole():
    """Elasticsearch, not its reserve, finds exactly what is published."""
    remote = remote_engine()
    remote.refresh()
    live = set(KnowledgePage.objects.live().values_list("pk", flat=True))
    assert dict(remote.versions()) == dict(SearchDocument.objects.filter(visible=True).values_list("pk", "version"))
    found, page = set(), 1
    while results := search(Query(WORD, page=page, page_size=100)):
        assert not results.degraded
        found |= {hit.page.pk for hit in results.hits}
        page += 1
        if page > results.pages:
            break
    assert found == live
    assert maintenance.check(mend=False) == []


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_master_killed_under_publications_and_searches(site, cluster_urls, _round, capsys):
    with Stream() as stream:
        sleep(BEFORE)
        killed_at = monotonic()
        master, port = kill_master(cluster_urls)
        election = elected(cluster_urls, master)
        sleep(AFTER)
        still_published = len(stream.published)
    delivery = caught_up()
    afterwards = stream.since(killed_at)
    slowest = max(seconds for _moment, seconds, _degraded in afterwards)
    reserve = sum(degraded for _moment, _seconds, degraded in afterwards)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{master} killed; new master after {election:.1f} s; of {len(afterwards)} searches since,"
            f" {reserve} answered by the database, slowest {slowest:.2f} s; {len(stream.published)} pages published,"
            f" {len(stream.withdrawn)} withdrawn; the last delivered {delivery:.1f} s after the stream\n",
        )
    assert stream.errors == []
    assert still_published > 10
    assert any(not degraded for _moment, _seconds, degraded in afterwards[-20:])
    assert_whole()
    if start := os.environ.get("TEST_ELASTICSEARCH_START"):
        subprocess.run(start.format(port=port, node=master), shell=True, check=True)  # noqa: S602
        whole(cluster_urls)
