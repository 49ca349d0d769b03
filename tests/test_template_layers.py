"""Templates look down only, as imports do: an app's templates load and include only what is its own or below it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# From the lowest layer up. The desk, embeds and the importer stand side by side and know nothing of each other.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"home"}), frozenset({"knowledge"}), frozenset({"search"}),
    frozenset({"editorial", "embed", "plone_import"}), frozenset({"kennisbank"}),
)  # fmt: skip
APPS = {app: level for level, apps in enumerate(LAYERS) for app in apps}
# The frame is the project's, and reached by this name only.
FROM_ABOVE = {"base.html"}
LOAD = re.compile(r"{%\s*load\s+(.+?)\s*%}")
NAMED = re.compile(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"")


def tag_libraries() -> dict[str, str]:
    """The app of each library of template tags of ours."""
    return {path.stem: app for app in APPS for path in (ROOT / app / "templatetags").glob("[a-z]*.py")}


def template_owners() -> dict[str, str]:
    """The app of each template of ours, by its name."""
    owners: dict[str, str] = {}
    for app in APPS:
        folder = ROOT / app / "templates"
        owners |= {path.relative_to(folder).as_posix(): app for path in folder.rglob("*") if path.is_file()}
    return owners


def uses(source: str) -> tuple[set[str], set[str]]:
    """The libraries that a template loads and the templates that it names."""
    libraries: set[str] = set()
    for words in LOAD.findall(source):
        parts = words.split()
        libraries |= {parts[-1]} if "from" in parts else set(parts)
    return libraries, set(NAMED.findall(source))


def faults(app: str, source: str) -> list[str]:
    """What a template of an app uses although it stands above it or beside it."""
    libraries, templates = uses(source)
    used = {name: tag_libraries().get(name) for name in libraries}
    used |= {name: template_owners().get(name) for name in templates - FROM_ABOVE}
    return [f"{name} of {owner}" for name, owner in used.items() if owner and owner != app and APPS[owner] >= APPS[app]]


@pytest.mark.parametrize("app", APPS)
def test_templates_use_only_their_own_and_lower_apps(app: str) -> None:
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in (ROOT / app / "templates").rglob("*")
        if path.is_file() and (wrong := faults(app, path.read_text()))
    }
    assert not found


def test_a_look_upward_is_found() -> None:
    assert faults("home", "{% load i18n knowledge_tags %}") == ["knowledge_tags of knowledge"]
    assert faults("home", '{% include "knowledge/parts/check.html" with line=1 %}') == [
        "knowledge/parts/check.html of knowledge"
    ]
    assert faults("knowledge", '{% extends "base.html" %}{% load icon from frame_tags %}') == []
