"""What became of every item, and what of it was not taken over."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from plone_import.items import Item
from plone_import.wording import outcome_words, why


class Outcome(StrEnum):
    """What a run did with an item; every item has exactly one."""

    CREATED = "created"
    JOINED = "joined"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # edited here since, so not overwritten
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Row:
    """Something that was not taken over, or was taken over otherwise: which item, what, why, and the place."""

    path: str
    uid: str
    code: str
    what: str = ""
    snippet: str = ""
    count: int = 1


@dataclass
class Report:
    """Gathers outcomes and rows of one run."""

    outcomes: dict[str, tuple[Outcome, str]] = field(default_factory=dict)  # UID or place to outcome and reason
    rows: list[Row] = field(default_factory=list)

    def settle(self, key: str, outcome: Outcome, reason: str = "") -> None:
        """The outcome of an item."""
        self.outcomes[key] = (outcome, reason)

    def add(self, item: Item, code: str, what: str = "", snippet: str = "", count: int = 1) -> None:
        """Something of an item that was not taken over."""
        self.rows.append(Row(item.path or "/", item.uid, code, what, snippet, count))

    @property
    def counts(self) -> dict[str, int]:
        """How many items had each outcome; they add up to the elements of the export."""
        found = Counter(str(outcome) for outcome, _reason in self.outcomes.values())
        return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}

    @property
    def skipped(self) -> dict[str, int]:
        """How many items were skipped for each reason."""
        return dict(Counter(reason for outcome, reason in self.outcomes.values() if outcome == Outcome.SKIPPED))

    def summary(self, elements: int) -> list[str]:
        """The counts in words, a line each."""
        lines = [f"{count:>7}  {outcome_words(outcome)}" for outcome, count in self.counts.items()]
        lines += [f"{count:>15}  {why(reason)}" for reason, count in sorted(self.skipped.items())]
        total = _("together; elements in the export: %(count)s") % {"count": elements}
        return [*lines, f"{sum(self.counts.values()):>7}  {total}"]

    def write(self, path: Path, elements: int) -> tuple[Path, Path]:
        """The report as text and as JSON beside it; gives both paths."""
        text, data = path.with_suffix(".txt"), path.with_suffix(".json")
        text.write_text("\n".join([*self.summary(elements), "", *self._lines()]) + "\n", encoding="utf-8")
        rows = [{**asdict(row), "why": why(row.code)} for row in self.rows]
        content = {"counts": self.counts, "skipped": self.skipped, "elements": elements, "rows": rows}
        data.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return text, data

    def _lines(self) -> Iterable[str]:
        path = ""
        for row in sorted(self.rows, key=lambda row: row.path):
            if row.path != path:
                path = row.path
                yield f"\n{path}"
            times = f" (×{row.count})" if row.count > 1 else ""
            what = f": {row.what}" if row.what else ""
            yield f"  - {why(row.code)}{what}{times}"
            if row.snippet:
                yield f"      {row.snippet}"
