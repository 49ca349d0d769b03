"""The content files of the demo as frozen dataclasses; `content/README.md` describes their format."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from home.models import StandardPage
from kennisbank.demo.markdown import Block, blocks
from knowledge.models import (
    Article,
    Dilemma,
    LearningStudio,
    PracticeCase,
    ResearchSummary,
    ThemePage,
)

FOLDER = Path(__file__).parent / "content"
SOURCE_LANGUAGE = "nl"
SECTION = re.compile(r"^## (\w+)$", re.MULTILINE)

# The folder of a type, in the order of loading.
MODELS: dict[str, type[Any]] = {
    "themes": ThemePage,
    "pages": StandardPage,
    "research": ResearchSummary,
    "cases": PracticeCase,
    "dilemmas": Dilemma,
    "articles": Article,
    "studios": LearningStudio,
}
# Keys of the front matter that become concepts on the page, with their scheme.
CONCEPT_KEYS = {
    "themes": "theme",
    "gov_layers": "gov_layer",
    "gov_roles": "gov_role",
    "competences": "competence",
    "mechanisms_kinds": "mechanism",
    "network_form": "network_form",
    "partnerships": "partnership",
    "spectrum": "spectrum",
    "scale": "scale",
    "research_design": "research_design",
    "product_form": "product_form",
}


class ContentError(ValueError):
    """A content file that cannot be read; says which."""


@dataclass(frozen=True)
class Text:
    """One file: front matter and the sections of Markdown."""

    meta: Mapping[str, Any]
    sections: Mapping[str, str]

    def blocks(self, section: str) -> tuple[Block, ...]:
        """The blocks of a section."""
        return blocks(self.sections[section])


@dataclass(frozen=True)
class Relation:
    """What the page bears on, and how."""

    kind: str
    page: str  # Dutch slug


@dataclass(frozen=True)
class Document:
    """A page of the demo: the Dutch text, which holds all facts, and the English one where there is one."""

    folder: str
    slug: str  # Dutch; by it other files name the page
    nl: Text
    en: Text | None

    @property
    def model(self) -> type[Any]:
        """The page type."""
        return MODELS[self.folder]

    @property
    def concepts(self) -> list[tuple[str, str]]:
        """The concepts of the page as (scheme, key), in the file's order."""
        found = [(scheme, key) for name, scheme in CONCEPT_KEYS.items() for key in _as_list(self.nl.meta.get(name))]
        return found

    @property
    def relations(self) -> list[Relation]:
        """The relations that start at the page."""
        return [Relation(**relation) for relation in self.nl.meta.get("relations", [])]


@dataclass(frozen=True)
class Picture:
    """An image with what is known of it."""

    file: str
    nl: str  # alternative text
    en: str
    maker: str
    licence: str  # key of home.models.media.LICENCES
    consent: str

    @property
    def path(self) -> Path:
        """Where the file is."""
        return FOLDER / "images" / self.file


@cache
def documents() -> tuple[Document, ...]:
    """All pages of the demo, in the order of loading."""
    return tuple(document for folder in MODELS for document in _documents(folder))


def document(slug: str) -> Document:
    """One page by its Dutch slug."""
    return next(found for found in documents() if found.slug == slug)


@cache
def pictures() -> tuple[Picture, ...]:
    """All images of the demo."""
    entries = yaml.safe_load((FOLDER / "images" / "images.yaml").read_text(encoding="utf-8"))
    return tuple(
        Picture(entry["file"], entry["nl"], entry["en"], entry["maker"], entry["licence"], entry["people_agreed"])
        for entry in entries
    )


def _documents(folder: str) -> Iterator[Document]:
    for path in sorted((FOLDER / folder).glob("*.nl.md")):
        english = path.with_name(path.name.replace(".nl.md", ".en.md"))
        nl = _read(path)
        yield Document(folder, nl.meta["slug"], nl, _read(english) if english.exists() else None)


def _read(path: Path) -> Text:
    try:
        _nothing, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        parts = SECTION.split(body)
        return Text(yaml.safe_load(front), dict(zip(parts[1::2], parts[2::2], strict=True)))
    except (ValueError, yaml.YAMLError) as fault:
        raise ContentError(f"{path.parent.name}/{path.name}: {fault}") from fault


def _as_list(value: Any) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
