"""Files of items: set aside on disk while an export is read, so that memory does not hold them."""

import base64
import binascii
import re
import unicodedata
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from plone_import.items import Blob

UNSAFE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff<>:\"|?*]")
MAX_NAME = 150


def safe_name(name: str, fallback: str) -> str:
    """A file name without folders, control characters and marks that turn text around."""
    last = UNSAFE.sub("", unicodedata.normalize("NFC", name.replace("\\", "/"))).rpartition("/")[2].strip(". ")
    stem, dot, extension = last.rpartition(".")
    if len(last) > MAX_NAME:
        last = stem[: MAX_NAME - len(extension) - 1] + dot + extension[:20]
    return last or fallback


def read_blob(value: Any, spool: Path, fallback: str) -> Blob | None:
    """The file of an item: base64 in the export, or a reference to where it was. None when the item has none."""
    if not isinstance(value, dict):
        return None
    name = safe_name(str(value.get("filename") or ""), fallback)
    kind = str(value.get("content-type") or "")
    if not isinstance(value.get("data"), str):
        return Blob(name, kind, missing="not_exported")
    try:
        data = base64.b64decode(value["data"], validate=False)
    except (binascii.Error, ValueError):
        return Blob(name, kind, missing="broken")
    if not data:
        return Blob(name, kind, missing="empty")
    with NamedTemporaryFile(dir=spool, delete=False) as file:  # the folder goes when the export is closed
        file.write(data)
    return Blob(name, kind, len(data), Path(file.name))
