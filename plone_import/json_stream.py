"""Reading a long JSON list element by element, so that memory holds one element and not the export."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from plone_import.items import ExportError

CHUNK = 1 << 20
MAX_ELEMENT = 512 << 20  # characters; one object with its file in base64
SECRETS = {"password"}
SPACE = re.compile(r"[ \t\r\n]*")


def without_secrets(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object without the keys that nobody may keep."""
    return {key: value for key, value in pairs if key not in SECRETS}


_decoder = json.JSONDecoder(object_pairs_hook=without_secrets)


class _Window:
    """The part of a file that is being looked at: `at` is where in `text` the next value begins."""

    def __init__(self, name: str, file: TextIO) -> None:
        self.name = name
        self.file = file
        self.text = ""
        self.at = 0
        self.ended = False
        self.line = 1
        self.item = 0

    def more(self) -> None:
        self.text, self.at = self.text[self.at :], 0
        if len(self.text) > MAX_ELEMENT:
            raise self.error("too_large")
        try:
            chunk = self.file.read(max(CHUNK, len(self.text)))
        except UnicodeDecodeError as error:
            raise self.error("encoding", detail=f"{error.reason}: {error.object[error.start : error.end]!r}") from error
        self.ended = not chunk
        self.text += chunk

    def skip_to(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def next_character(self) -> str:
        """The next character that is no white space, "" at the end."""
        while True:
            self.skip_to(SPACE.match(self.text, self.at).end())  # type: ignore[union-attr]  # it matches nothing too
            if self.at < len(self.text) or self.ended:
                return self.text[self.at : self.at + 1]
            self.more()

    def error(self, code: str, *, at: int | None = None, detail: str = "") -> ExportError:
        line = self.line + self.text.count("\n", self.at, at or self.at)
        return ExportError(code, self.name, line=line, item=self.item, detail=detail)

    def value(self) -> Any:
        """The JSON value that begins here."""
        while True:
            try:
                value, end = _decoder.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                self._more_or_fail(error)
            except RecursionError as error:
                raise self.error("too_deep") from error
            else:
                if end < len(self.text) or self.ended:
                    self.skip_to(end)
                    return value
                self.more()  # a number at the edge may go on

    def _more_or_fail(self, error: json.JSONDecodeError) -> None:
        cut_off = error.pos >= len(self.text) - len("\\u0000") or error.msg.startswith("Unterminated string")
        if not cut_off:
            raise self.error("not_json", at=error.pos, detail=error.msg) from error
        if self.ended:
            raise self.error("truncated", at=len(self.text), detail=error.msg) from error
        self.more()


def elements(path: Path) -> Iterator[Any]:
    """The elements of the list in a file; a file that holds one object gives that object, an empty file nothing.

    Raises ExportError with the file's name, the line and the number of the element for anything that is not JSON.
    """
    with path.open(encoding="utf-8-sig") as file:
        window = _Window(path.name, file)
        first = window.next_character()
        if first == "[":
            window.skip_to(window.at + 1)
            yield from _list_elements(window)
        elif first == "{":
            yield window.value()
        elif first:
            raise window.error("not_json", detail=first)
        if window.next_character():
            raise window.error("not_json", detail=window.text[window.at : window.at + 20])


def _list_elements(window: _Window) -> Iterator[Any]:
    if window.next_character() == "]":
        window.skip_to(window.at + 1)
        return
    while True:
        window.item += 1
        if not window.next_character():
            raise window.error("truncated")
        yield window.value()
        separator = window.next_character()
        if separator not in (",", "]"):
            raise window.error("truncated" if not separator else "not_json", detail=separator)
        window.skip_to(window.at + 1)
        if separator == "]":
            return
