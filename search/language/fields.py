"""The analysed text of a field, in two streams of tokens: surface and expanded."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FieldTokens:
    """The analysed text of a field; the four tuples have one entry a word.

    `expanded` holds for each word the terms under which it can be found, none for a stop word: first its own stem, then
    what is derived from it (parts of a compound, concepts). `starts` and `ends` are offsets into the normalised text.
    """

    surface: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    expanded: tuple[tuple[str, ...], ...] = ()

    def terms(self) -> list[str]:
        """The expanded stream: every term at every place."""
        return [term for terms in self.expanded for term in terms]

    def to_json(self) -> dict[str, Any]:
        """A compact form for storage; `from_json` reads it."""
        return {
            "surface": " ".join(self.surface),
            "starts": list(self.starts),
            "lengths": [end - start for start, end in zip(self.starts, self.ends, strict=True)],
            "expanded": " ".join("|".join(terms) or "-" for terms in self.expanded),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "FieldTokens":
        """The tokens that `to_json` gave."""
        starts, lengths = tuple(stored["starts"]), stored["lengths"]
        return cls(
            surface=tuple(stored["surface"].split()),
            starts=starts,
            ends=tuple([start + length for start, length in zip(starts, lengths, strict=True)]),
            expanded=tuple([() if terms == "-" else tuple(terms.split("|")) for terms in stored["expanded"].split()]),
        )

    def shifted(self, offset: int) -> "FieldTokens":
        """The same tokens in a text that begins `offset` characters earlier."""
        return FieldTokens(
            self.surface,
            tuple(start + offset for start in self.starts),
            tuple(end + offset for end in self.ends),
            self.expanded,
        )

    def __add__(self, other: "FieldTokens") -> "FieldTokens":
        return FieldTokens(
            self.surface + other.surface,
            self.starts + other.starts,
            self.ends + other.ends,
            self.expanded + other.expanded,
        )
