"""An export while it is being read."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from plone_import.blobs import read_blob
from plone_import.items import Comment, Export, Item, Portlet, Unplaced
from plone_import.roots import find_root
from plone_import.values import last_published, line, meeting, moment, rich_text, text, texts, token

Raw = dict[str, Any]
# Fields that are read, and those that say nothing a page of ours needs.
READ = {
    "@id", "@type", "UID", "id", "title", "description", "parent", "review_state", "language", "created", "modified",
    "effective", "expires", "workflow_history", "is_folderish", "exclude_from_nav", "working_copy_of", "subjects",
    "creators", "contributors", "rights", "text", "image", "file", "image_caption", "remoteUrl", "start", "end",
    "whole_day", "open_end", "location", "event_url", "contact_name", "contact_email", "contact_phone", "attendees",
    "recurrence", "query", "exportimport.versions", "relatedItems",
}  # fmt: skip
OF_NO_USE = {
    "allow_discussion", "layout", "lock", "version", "type_title", "working_copy", "changeNote", "changeActor",
    "versioning_enabled", "nextPreviousEnabled", "exportimport.constrains", "sync_uid", "sort_on", "sort_reversed",
    "limit", "item_count", "customViewFields", "table_of_contents", "items", "items_total", "@components", "next_item",
    "previous_item", "preview_image", "image_scales", "image_field", "batching", "targetUrl", "id",
}  # fmt: skip


class Reading:
    """Gathers what the files hold; `finished` gives it as an Export."""

    def __init__(self, spool: Path) -> None:
        self.spool = spool
        self.files: list[tuple[str, str]] = []
        self.items: dict[str, Item] = {}
        self.unplaced: list[Unplaced] = []
        self.urls: list[tuple[str, str]] = []  # type and address of items and their containers
        self.translations: list[dict[str, str]] = []
        self.default_pages: dict[str, str] = {}
        self.order: dict[str, int] = {}
        self.redirects: dict[str, str] = {}
        self.relations: list[tuple[str, str, str]] = []
        self.local_roles: dict[str, dict[str, tuple[str, ...]]] = {}
        self.comments: list[Comment] = []
        self.portlets: list[Portlet] = []
        self.members = 0
        self.groups = 0

    @property
    def has_content(self) -> bool:
        """Whether any file held items."""
        return bool(self.items or self.unplaced)

    def add_content(self, file: str, values: Iterable[Any]) -> None:
        """The items of one file."""
        for number, value in enumerate(values, 1):
            if isinstance(value, dict) and isinstance(value.get("unexported_paths"), list):
                self._add_unexported(file, number, value["unexported_paths"])
            elif not isinstance(value, dict) or not line(value.get("@type")):
                known = line(value.get("@id")) if isinstance(value, dict) else line(str(value))[:80]
                self.unplaced.append(Unplaced("no_type", file, number, known))
            else:
                self._add_item(file, number, value)

    def _add_unexported(self, file: str, number: int, paths: list[Any]) -> None:
        described = [f"{path.get('path')}: {path.get('message')}" for path in paths if isinstance(path, dict)]
        self.unplaced.append(Unplaced("unexported", file, number, line("; ".join(described))))

    def _add_item(self, file: str, number: int, value: Raw) -> None:
        url = line(value.get("@id"))
        parent = value.get("parent") if isinstance(value.get("parent"), dict) else {}
        if not url and isinstance(parent, dict):
            url = f"{line(parent.get('@id'))}/{line(value.get('id'))}"
        uid = line(value.get("UID")) or f"path:{url}"
        if uid in self.items:
            self.unplaced.append(Unplaced("duplicate", file, number, url))
            return
        self.urls.append((line(value["@type"]), url))
        if isinstance(parent, dict):
            self.urls.append((line(parent.get("@type")), line(parent.get("@id"))))
            item = _item(uid, url, parent, value)
            blob = value.get("file") if isinstance(value.get("file"), dict) else value.get("image")
            name = unquote(url.rpartition("/")[2]) or "file"
            self.items[uid] = replace(item, blob=read_blob(blob, self.spool, name), file=file, number=number)

    def finished(self) -> Export:
        """All of it, with the addresses of items made paths below the root of the site."""
        root = find_root(self.urls)
        items = tuple(_with_path(item, root) for item in self.items.values())
        return Export(
            items=items,
            unplaced=tuple(self.unplaced),
            root_url=root,
            site_id=unquote(urlsplit(root).path).strip("/"),
            files=tuple(self.files),
            translations=tuple(self.translations),
            default_pages=self.default_pages,
            order=self.order,
            redirects=self.redirects,
            relations=tuple(self.relations),
            local_roles=self.local_roles,
            comments=tuple(self.comments),
            portlets=tuple(self.portlets),
            members=self.members,
            groups=self.groups,
        )


def _item(uid: str, url: str, parent: Raw, value: Raw) -> Item:
    versions = value.get("exportimport.versions")
    return Item(
        uid=uid,
        type=line(value["@type"]),
        path=url,
        title=line(value.get("title")),
        description=text(value.get("description")),
        parent_uid=line(parent.get("UID")),
        parent_state=token(parent.get("review_state")),
        state=token(value.get("review_state")),
        language=token(value.get("language")),
        created=moment(value.get("created")),
        modified=moment(value.get("modified")),
        effective=moment(value.get("effective")),
        expires=moment(value.get("expires")),
        published=last_published(value.get("workflow_history")),
        is_folder=bool(value.get("is_folderish")),
        hidden_in_menus=bool(value.get("exclude_from_nav")),
        working_copy=bool(value.get("working_copy_of")),
        subjects=texts(value.get("subjects")),
        creators=texts(value.get("creators")),
        contributors=texts(value.get("contributors")),
        rights=text(value.get("rights")),
        text=rich_text(value.get("text")),
        caption=line(value.get("image_caption")),
        remote_url=line(value.get("remoteUrl")),
        meeting=meeting(value),
        criteria=line(str(value["query"]))[:500] if isinstance(value.get("query"), list) else "",
        versions=len(versions) if isinstance(versions, dict) else 0,
        related=_related(value.get("relatedItems")),
        unread=_unread(value),
    )


def _unread(value: Raw) -> tuple[tuple[str, str], ...]:
    names = sorted(value.keys() - READ - OF_NO_USE)
    return tuple((line(name)[:80], line(str(value[name]))[:200]) for name in names if value[name])


def _related(value: Any) -> tuple[str, ...]:
    found = [line(entry.get("UID")) for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
    return tuple(uid for uid in found if uid)


def _with_path(item: Item, root: str) -> Item:
    return replace(item, path=below_root(item.path, root))


def below_root(url: str, root: str) -> str:
    """The path of an address below the root of its site, decoded, without a last slash."""
    path = unquote(urlsplit(url).path).rstrip("/")
    return path.removeprefix(unquote(urlsplit(root).path).rstrip("/"))
