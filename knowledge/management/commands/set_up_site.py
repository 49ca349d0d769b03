from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from knowledge.site import set_up_site
from knowledge.vocabularies import load_vocabularies


class Command(BaseCommand):
    """Make the tree and the vocabularies of a new site; running it again changes nothing."""

    help = "Makes languages, home pages, sections and vocabularies where they are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--hostname", default="", help="The host name of the site; without it the address is left as it is."
        )
        parser.add_argument("--port", type=int, default=80)

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_site(options["hostname"], options["port"])
        made, changed = load_vocabularies()
        self.stdout.write(f"Site ready; concepts made: {made}, changed: {changed}.")
