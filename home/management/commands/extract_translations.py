from typing import Any

from django.core.management.base import BaseCommand

from home.translation_files import extract, fill_source_language


class Command(BaseCommand):
    """Bring the .po files up to date with the source; the English one is filled from the source itself."""

    help = "Extracts the texts of the interface into the translation files (needs gettext)."

    def handle(self, *args: Any, **options: Any) -> None:
        extract()
        fill_source_language()
