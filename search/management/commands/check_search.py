"""manage.py check_search"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.maintenance import check


class Command(BaseCommand):
    """Compares pages, documents and indexes, and mends what differs; ends with 1 when anything did."""

    help = "Compare pages, search documents and search indexes, and mend what differs (--dry-run only tells)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell, and mend nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            differences = check(mend=not options["dry_run"])
        except EngineUnavailable as error:
            raise CommandError(f"Elasticsearch does not answer: {error}") from error
        for difference in differences:
            self.stdout.write(f"{difference.where}: {difference.what}: {difference.page_id}")
        if differences:
            mended = "not mended" if options["dry_run"] else "mended"
            raise CommandError(f"{len(differences)} differences, {mended}", returncode=1)
        self.stdout.write("Pages, documents and indexes agree.")
