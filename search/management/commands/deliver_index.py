"""manage.py deliver_index"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import outbox
from search.engines.base import EngineUnavailable


class Command(BaseCommand):
    """Brings Elasticsearch what it missed; run it every minute. Without Elasticsearch it only tidies."""

    help = "Deliver noted changes to Elasticsearch, and remove for good what was withdrawn a day ago."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            delivered = outbox.deliver()
            removed = outbox.forget_withdrawals()
        except EngineUnavailable as error:
            raise CommandError(f"Elasticsearch does not answer; changes stay noted: {error}") from error
        self.stdout.write(f"{delivered} pages delivered, {removed} withdrawn documents removed")
