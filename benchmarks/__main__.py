"""What pages and search cost on the demo's content: `make bench`, or `make prove` for more rounds.

Everything runs in this process on a scratch SQLite database, without a server or a cache in front. CPU is what the
process itself used (user and system), the median of the rounds; SQL is the number of queries of one request on a warm
process.
"""

import argparse
import gzip
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from io import StringIO

import django

PAGES = {
    "home": "/nl/",
    "section": "/nl/praktijk/",
    "theme": "/nl/themas/vertrouwen/",
    "case": "/nl/praktijk/bewoners-nemen-de-dagopvang-over/",
    "dilemma": "/nl/dilemmas/geef-ik-dit-initiatief-ruimte/",
    "search, one word": "/nl/zoeken/?q=burgerinitiatief",
    "search, five words": "/nl/zoeken/?q=hoe+geef+ik+bewoners+vertrouwen",
    "search, nothing found": "/nl/zoeken/?q=xyzzyqwerty",
    "frame, card": "/embed/v1/open/card/1/nl/",
    "oEmbed": "/oembed?url=http://localhost/nl/praktijk/bewoners-nemen-de-dagopvang-over/",
}


def main() -> None:
    """Load the demo into a scratch database and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="more rounds")
    rounds = 100 if parser.parse_args().full else 20
    with tempfile.TemporaryDirectory(prefix="kennisbank-bench-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings.dev")
        django.setup()
        load_seconds = loaded()
        print(f"demo loaded in {load_seconds:.1f} s of CPU; {rounds} rounds a page\n")
        print(f"{'page':24} {'CPU ms':>8} {'SQL':>5} {'kB':>7} {'kB gz':>7}")
        for name, address in PAGES.items():
            print(measured(name, address, rounds))
        print(f"\n{indexing()}")


def cpu(act: Callable[[], object]) -> float:
    """The seconds of CPU that an act took."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def loaded() -> float:
    """Make the database and fill it; gives the seconds of CPU of the filling."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return cpu(lambda: call_command("load_demo", verbosity=0, stdout=StringIO()))


def measured(name: str, address: str, rounds: int) -> str:
    """A row of the table."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    content = client.get(address).content
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        count = len(queries)  # the next request empties the list
    times = [cpu(lambda: client.get(address)) for _round in range(rounds)]
    return (
        f"{name:24} {statistics.median(times) * 1000:8.1f} {count:5} "
        f"{len(content) / 1000:7.1f} {len(gzip.compress(content)) / 1000:7.1f}"
    )


def indexing() -> str:
    """How fast documents are made and stored."""
    from django.core.management import call_command

    from search.models import SearchDocument

    seconds = cpu(lambda: call_command("rebuild_search", stdout=StringIO()))
    count = SearchDocument.objects.count()
    return f"index rebuilt: {count} documents, {count / seconds:.0f} a second of CPU"


if __name__ == "__main__":
    main()
