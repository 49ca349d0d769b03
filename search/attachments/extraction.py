"""The text of a document, read by a process that may fail in any way without harm."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from search.attachments.models import AttachmentText

READER = Path(__file__).with_name("reader.py")
KINDS = ("pdf", "docx")
MAX_BYTES = 50 * 1024 * 1024  # as many as an editor may upload
SECONDS = 30  # by the clock; the reader limits its own processor time and memory
CHUNK = 1024 * 1024
# All that Python itself may need: the reader must not see the secrets of the site.
ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class Reading:
    """How reading went, and the text where it went well."""

    state: str
    text: str = ""


def kind_of(name: str) -> str:
    """The kind of a file that we read, by its name; empty for others."""
    extension = name.rpartition(".")[2].lower()
    return extension if extension in KINDS else ""


def read_document(document: Any) -> Reading:
    """The text of a document of a kind that we read. Never raises for what is wrong with the file."""
    with TemporaryFile() as copy:
        try:
            with document.open_file() as file:
                too_large = not _copied(file, copy)
        except OSError:
            return Reading(AttachmentText.State.MISSING)
        if too_large:
            return Reading(AttachmentText.State.TOO_LARGE)
        copy.seek(0)
        return _read(kind_of(document.file.name), copy)


def _copied(file: IO[bytes], copy: IO[bytes]) -> bool:
    """Whether all of a file, which may be far away, fitted in the copy."""
    size = 0
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            return False
        copy.write(chunk)
    return True


def _read(kind: str, file: IO[bytes]) -> Reading:
    try:
        done = subprocess.run(  # noqa: S603  # our own program; of the file only its kind, one of ours
            [sys.executable, "-I", str(READER), kind],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            cwd="/",
            check=True,
        )
        found = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, ValueError):
        # Killed by a limit, or it could not even say what was wrong for lack of memory.
        return Reading(AttachmentText.State.TOO_HEAVY)
    return Reading(found["state"], found.get("text", ""))
