from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.translation_files import faults


class Command(BaseCommand):
    """Fail on a text that is missing, fuzzy or not extracted."""

    help = "Checks that every text of the interface is translated."

    def handle(self, *args: Any, **options: Any) -> None:
        if found := faults():
            raise CommandError("\n".join(found))
