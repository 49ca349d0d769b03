"""The project's own translation files: compiled without gettext's tools, and checked for gaps."""

from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings


def po_files() -> Iterator[Path]:
    """The .po file of every language of the site."""
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))


def compile_all() -> list[Path]:
    """Write the .mo file beside each .po file that is newer; gives those that were written."""
    written = []
    for source in po_files():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written


def faults(source: Path) -> list[str]:
    """What is missing or fuzzy in a .po file, a line each."""
    catalogue = polib.pofile(str(source))
    missing = [f"{source}: not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    fuzzy = [f"{source}: fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    return missing + fuzzy


def texts(source: Path) -> set[tuple[str, str]]:
    """The texts of a .po file with their contexts, without obsolete ones."""
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(source)) if not entry.obsolete}
