"""The project's own translation files: extracted, compiled without gettext's tools, and checked for gaps."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command

IGNORED = [".venv/*", "tests/*", "benchmarks/*", "node_modules/*", "var/*"]
SOURCE_LANGUAGE = "en"  # of the texts in the source


def po_files() -> Iterator[Path]:
    """The .po file of every language of the site."""
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))


def extract() -> None:
    """Bring every .po file up to date with the source; needs gettext's xgettext and msgmerge."""
    call_command(
        "makemessages",
        locale=[code for code, _name in settings.LANGUAGES],
        ignore_patterns=IGNORED,
        no_obsolete=True,
        add_location="file",
        verbosity=0,
    )
    for path in po_files():
        catalogue = polib.pofile(str(path), wrapwidth=0)
        # A date that changes with each run would make two people's work conflict.
        for name in ("POT-Creation-Date", "Report-Msgid-Bugs-To"):
            catalogue.metadata.pop(name, None)
        catalogue.save()


def fill_source_language() -> None:
    """Give every text of the source language itself as its translation."""
    for path in po_files():
        if path.parts[-3] != SOURCE_LANGUAGE:
            continue
        catalogue = polib.pofile(str(path), wrapwidth=0)
        for entry in catalogue:
            if entry.msgid_plural:
                entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
            else:
                entry.msgstr = entry.msgid
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        catalogue.save()


def compile_all() -> list[Path]:
    """Write the .mo file beside each .po file that is newer; gives those that were written."""
    written = []
    for source in po_files():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written


def faults() -> list[str]:
    """What is missing, fuzzy or, where gettext is installed, not extracted: a line each."""
    found = []
    for source in po_files():
        catalogue = polib.pofile(str(source))
        language = source.parts[-3]
        found += [f"{language}: not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
        found += [f"{language}: fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    return found + (_not_extracted() if shutil.which("xgettext") else [])


def _not_extracted() -> list[str]:
    """Extract, compare the sets of texts with what was there, and put the files back."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        kept = {source: Path(shutil.copy2(source, Path(folder) / source.parts[-3])) for source in po_files()}
        try:
            extract()
            for source, copy in kept.items():
                now, before = _texts(source), _texts(copy)
                found += [f"{source.parts[-3]}: not extracted: {text!r}" for _context, text in sorted(now - before)]
                found += [f"{source.parts[-3]}: no longer used: {text!r}" for _context, text in sorted(before - now)]
        finally:
            for source, copy in kept.items():
                shutil.copy2(copy, source)
    return found


def _texts(path: Path) -> set[tuple[str, str]]:
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete}
