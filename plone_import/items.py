"""What stands in a Plone export, as plain values: no Django, no Wagtail, no JSON."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


class ExportError(Exception):
    """An export that cannot be read: which file, where in it, and why as a short code with a detail."""

    def __init__(self, code: str, file: str, *, line: int = 0, item: int = 0, detail: str = "") -> None:
        self.code = code
        self.file = file
        self.line = line
        self.item = item
        self.detail = detail
        super().__init__(f"{file}:{line}: {code} {detail}".strip())


@dataclass(frozen=True)
class Blob:
    """The file of an item, set aside on disk; `missing` says why there is none: not_exported, empty or broken."""

    filename: str
    content_type: str
    size: int = 0
    path: Path | None = None
    missing: str = ""


@dataclass(frozen=True)
class RichText:
    """A text as Plone stores it, with its content type."""

    data: str
    content_type: str = "text/html"


@dataclass(frozen=True)
class Meeting:
    """What an event has beside its text; times as they stand in the export, in UTC unless they name an offset."""

    start: datetime | None
    end: datetime | None
    whole_day: bool
    open_end: bool
    location: str
    url: str
    contact_name: str
    contact_email: str
    contact_phone: str
    attendees: tuple[str, ...]
    recurrence: str


@dataclass(frozen=True)
class Item:
    """One object of the site. `path` is below the site's root: "/nl/praktijk/pagina-3", "" for the root itself."""

    uid: str
    type: str
    path: str
    title: str
    description: str = ""
    parent_uid: str = ""
    parent_state: str = ""
    state: str = ""  # "" for an item without a workflow, as images and files
    language: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    effective: datetime | None = None
    expires: datetime | None = None
    published: datetime | None = None  # when the workflow history last says "published"
    is_folder: bool = False
    hidden_in_menus: bool = False
    working_copy: bool = False
    subjects: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    rights: str = ""
    text: RichText | None = None
    blob: Blob | None = None
    caption: str = ""
    remote_url: str = ""
    meeting: Meeting | None = None
    criteria: str = ""  # of a collection, as one line
    versions: int = 0
    file: str = ""
    number: int = 0  # in its file, from 1
    related: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()  # fields that this reader does not know, with the beginning of their value

    @property
    def name(self) -> str:
        """The last part of the path: Plone's id."""
        return self.path.rpartition("/")[2]

    @property
    def parent_path(self) -> str:
        """The path of the container."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class Unplaced:
    """An element of the content file that is no item: why, where, and what is known of it."""

    code: str  # no_type, duplicate, unexported
    file: str
    number: int
    detail: str = ""


@dataclass(frozen=True)
class Comment:
    """What a reader wrote under a page."""

    uid: str
    author: str
    text: str


@dataclass(frozen=True)
class Portlet:
    """A box beside the text of a folder."""

    path: str
    type: str
    text: str


@dataclass(frozen=True)
class Export:
    """All that was read. Members are counted and no more: names, addresses and password hashes are not kept."""

    items: tuple[Item, ...]
    unplaced: tuple[Unplaced, ...]
    root_url: str  # "http://127.0.0.1:8091/kennisbank"
    site_id: str  # "kennisbank", "" when the site was served from the root of its host
    files: tuple[tuple[str, str], ...]  # name and kind of each file
    translations: tuple[dict[str, str], ...] = ()
    default_pages: dict[str, str] = field(default_factory=dict)  # UID of the folder to UID of the page
    order: dict[str, int] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    relations: tuple[tuple[str, str, str], ...] = ()
    local_roles: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    portlets: tuple[Portlet, ...] = ()
    members: int = 0
    groups: int = 0

    @property
    def elements(self) -> int:
        """Everything in the content files: what an import's counts add up to."""
        return len(self.items) + len(self.unplaced)
