import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plone_import.context import NoSiteError
from plone_import.export import open_export
from plone_import.items import Export, ExportError
from plone_import.mapping import Mapping, MappingError, load_mapping
from plone_import.wording import error_words
from plone_import.writer import write


class Command(BaseCommand):
    """Bring a Plone export into this site; running it again writes only what changed."""

    help = "Brings a Plone export (collective.exportimport) into this site; running it again writes only what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--mapping", type=Path, help="a TOML file in place of the importer's own")
        parser.add_argument("--report", type=Path, help="where the report goes, as .txt and .json")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with open_export(options["paths"]) as export:
                self.bring_in(export, load_mapping(options["mapping"]), options["report"])
        except ExportError as error:
            raise CommandError(error_words(error)) from error
        except MappingError as error:
            raise CommandError(str(error)) from error
        except NoSiteError as error:
            raise CommandError(_("This site is empty: run set_up_site first.")) from error

    def bring_in(self, export: Export, mapping: Mapping, where: Path | None) -> None:
        """Write the export and say what became of it."""
        source = ", ".join(name for name, _kind in export.files)
        report = write(export, mapping, source=source, progress=self.show)
        self.stdout.write("\n".join(report.summary(export.elements)))
        self.stdout.write(_("%(count)s lines on what was not taken over.") % {"count": len(report.rows)})
        for path in report.write(where, export.elements) if where else ():
            self.stdout.write(str(path))

    def show(self, stage: str, done: int, total: int) -> None:
        """A line that counts up, on a terminal only."""
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            self.stderr.write(f"\r{stage}: {done}/{total}", ending=end)
