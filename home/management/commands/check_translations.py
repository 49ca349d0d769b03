import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.translation_files import faults, po_files, texts

IGNORED = [".venv/*", "tests/*", "node_modules/*", "var/*"]


class Command(BaseCommand):
    """Fail on a text that is missing, fuzzy or not extracted; needs gettext's xgettext for the last."""

    help = "Checks that every text of the interface is translated."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [fault for source in po_files() for fault in faults(source)]
        if shutil.which("xgettext"):
            found += self._not_extracted()
        else:
            self.stderr.write("xgettext is not installed: texts that were not extracted are not looked for.")
        if found:
            raise CommandError("\n".join(found))

    def _not_extracted(self) -> list[str]:
        """Extract into copies of the files and compare the sets of texts."""
        found = []
        kept = {source: source.read_bytes() for source in po_files()}
        try:
            languages = [code for code, _name in settings.LANGUAGES]
            with tempfile.TemporaryDirectory() as folder:
                before = {source: Path(shutil.copy(source, Path(folder) / source.parts[-3])) for source in kept}
                call_command(
                    "makemessages", locale=languages, ignore_patterns=IGNORED, no_obsolete=True, add_location="file",
                    verbosity=0,
                )  # fmt: skip
                for source, copy in before.items():
                    found += [f"{source}: not extracted: {text!r}" for _context, text in texts(source) - texts(copy)]
                    found += [f"{source}: no longer used: {text!r}" for _context, text in texts(copy) - texts(source)]
        finally:
            for source, content in kept.items():
                source.write_bytes(content)
        return found
