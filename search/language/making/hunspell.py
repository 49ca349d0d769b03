"""The dictionary of OpenTaal as Hunspell reads it: words with flags, and rules that make forms of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RULE_FIELDS = 4


@dataclass(frozen=True)
class Rule:
    """Take `strip` off the end of a word that matches `condition` and put `add` there."""

    strip: str
    add: str
    condition: re.Pattern[str]
    is_first_part: bool


@dataclass(frozen=True)
class DictionaryWord:
    """A line of the dictionary."""

    word: str
    flags: tuple[str, ...]


def read_rules(path: Path) -> dict[str, list[Rule]]:
    """The rules for endings by flag, without those that add a hyphen or an apostrophe: they make no words."""
    rules: dict[str, list[Rule]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        is_rule = len(fields) >= RULE_FIELDS and fields[0] == "SFX"
        if not is_rule or (fields[2] in {"Y", "N"} and fields[3].isdigit()):
            continue
        add, _, continuation = fields[3].partition("/")
        if "-" in add or "'" in add:
            continue
        condition = fields[4] if len(fields) > RULE_FIELDS and not fields[4].startswith(("ts:", "#")) else "."
        rule = Rule(
            "" if fields[2] == "0" else fields[2],
            "" if add == "0" else add,
            re.compile(f"(?:{condition})$"),
            "Ca" in continuation,
        )
        rules.setdefault(fields[1], []).append(rule)
    return rules


def read_words(path: Path) -> Iterator[DictionaryWord]:
    """The words of the dictionary with their flags of two signs each."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        if line.strip():
            word, _, flags = line.split()[0].partition("/")
            yield DictionaryWord(word, tuple(flags[at : at + 2] for at in range(0, len(flags), 2)))


def forms(word: str, rules: list[Rule]) -> Iterator[tuple[str, Rule]]:
    """The forms that rules make of a word."""
    for rule in rules:
        if rule.condition.search(word) and word.endswith(rule.strip):
            yield word[: len(word) - len(rule.strip)] + rule.add, rule
