"""manage.py rebuild_search"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.maintenance import RebuildGoesOn, rebuild


class Command(BaseCommand):
    """Reads every page again and builds each index anew; readers search the old one until the new one is whole."""

    help = "Read every page again and build each search index anew, beside the one that readers use."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for name, count in rebuild().items():
                self.stdout.write(f"{name}: {count} documents")
        except EngineUnavailable as error:
            raise CommandError(f"Elasticsearch does not answer: {error}") from error
        except RebuildGoesOn as error:
            raise CommandError("Another process is building the indexes anew.") from error
