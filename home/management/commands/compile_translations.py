from typing import Any

from django.core.management.base import BaseCommand

from home.translation_files import compile_all


class Command(BaseCommand):
    """Compile the .po files; unlike compilemessages it needs nothing but Python."""

    help = "Compiles the project's translation files."

    def handle(self, *args: Any, **options: Any) -> None:
        compile_all()
