from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plone_import.export import open_export
from plone_import.inspection import inspection
from plone_import.items import ExportError
from plone_import.mapping import MappingError, load_mapping
from plone_import.wording import error_words


class Command(BaseCommand):
    """Say what stands in a Plone export and what the mapping would do with it; nothing is written."""

    help = "Says what stands in a Plone export and what the mapping would do with it; nothing is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--mapping", type=Path, help="a TOML file in place of the importer's own")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rules = load_mapping(options["mapping"])
            with open_export(options["paths"]) as export:
                for line in inspection(export, rules):
                    self.stdout.write(line)
        except ExportError as error:
            raise CommandError(error_words(error)) from error
        except MappingError as error:
            raise CommandError(str(error)) from error
