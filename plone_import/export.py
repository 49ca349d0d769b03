"""Reads a Plone export (collective.exportimport) into plain values: a folder of JSON files under any names, or files.

Files are recognised by what is in them. Reading ends before anything is written elsewhere: an export that is cut off
half-way raises ExportError with the file, the line and the element, and nothing has happened yet.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from plone_import.items import Export, ExportError
from plone_import.json_stream import elements
from plone_import.reading import Reading
from plone_import.sidefiles import READERS, recognise


@contextmanager
def open_export(paths: Iterable[Path]) -> Iterator[Export]:
    """The export in `paths`. The files of its items stand in a temporary folder until the block ends.

    Raises ExportError for a path that is not there, that holds no JSON, or whose JSON cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="plone-export-") as spool:
        reading = Reading(Path(spool))
        for path in json_files(paths):
            _read_file(path, reading)
        if not reading.has_content:
            raise ExportError("no_content", ", ".join(str(path) for path in paths))
        yield reading.finished()


def json_files(paths: Iterable[Path]) -> list[Path]:
    """The JSON files among paths and directly in folders, by name; raises ExportError for what is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(child for child in path.iterdir() if child.suffix.lower() == ".json" and child.is_file())
        elif path.is_file():
            found.append(path)
        else:
            raise ExportError("not_there", str(path))
    if not found:
        raise ExportError("no_json", ", ".join(str(path) for path in paths))
    return found


def _read_file(path: Path, reading: Reading) -> None:
    try:
        values = elements(path)
        first = next(values, None)
        kind = "empty" if first is None else recognise(first)
        reading.files.append((path.name, kind))
        everything = chain([first], values)
        if kind == "content":
            reading.add_content(path.name, everything)
            return
        read: Callable[[Reading, Any], None] | None = READERS.get(kind)
        for value in everything if kind != "empty" else ():
            if read is not None and isinstance(value, dict):
                read(reading, value)
    except OSError as error:
        raise ExportError("unreadable", path.name, detail=str(error)) from error
