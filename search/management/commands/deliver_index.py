"""manage.py deliver_index"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import outbox
from search.engines.base import EngineUnavailable
from search.maintenance import catch_up


class Command(BaseCommand):
    """Brings Elasticsearch what it missed, at once; `run_due` does it each minute. Without it, it tidies."""

    help = "Deliver noted changes to Elasticsearch, and remove for good what was withdrawn a day ago."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            delivered = catch_up() + outbox.deliver()
            removed = outbox.forget_withdrawals()
        except EngineUnavailable as error:
            raise CommandError(f"Elasticsearch does not answer; changes stay noted: {error}") from error
        self.stdout.write(f"{delivered} pages delivered, {removed} withdrawn documents removed")
