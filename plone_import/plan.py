"""Decides for each item what becomes of it and where, before anything is written."""

from dataclasses import dataclass
from enum import StrEnum

from plone_import.items import Export, Item
from plone_import.links import normal
from plone_import.mapping import Mapping, Rule

LANGUAGES = ("nl", "en")
PUBLISHED = "published"


class Fate(StrEnum):
    """What becomes of an item."""

    HOME = "home"  # a language root: the home page that is there
    SECTION = "section"
    PAGE = "page"
    FOLDED = "folded"  # the default page of a folder: the text of its section
    IMAGE = "image"
    DOCUMENT = "document"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Placement:
    """The fate of an item; `parent` is the UID of its section, "" for the home page of its language."""

    item: Item
    fate: Fate
    language: str
    parent: str = ""
    rule: Rule | None = None
    public: bool = False
    reason: str = ""  # why it is skipped, as a code


class Plan:
    """The placements of all items of an export, parents before what stands in them."""

    def __init__(self, export: Export, mapping: Mapping) -> None:
        self.export = export
        self.mapping = mapping
        self.by_path = {normal(item.path): item for item in reversed(export.items)}
        self.notes: list[tuple[Item, str, str]] = []  # item, code, what
        self.default_of = {page: folder for folder, page in export.default_pages.items()}
        self._by_uid = {item.uid: item for item in export.items}
        self._fates = {item.uid: self._first_fate(item) for item in export.items}
        self._fold_default_pages()
        self._settle_folders()
        ordered = sorted(export.items, key=self._position)
        self.placements = tuple(self._placement(item) for item in ordered)
        self.by_uid = {placement.item.uid: placement for placement in self.placements}

    def container(self, item: Item) -> Item | None:
        """The nearest item around this one that is in the export; None at the top."""
        path = normal(item.path)
        while path:
            path = path.rpartition("/")[0]
            found = self.by_path.get(path)
            if found is not None and found.uid != item.uid:
                return found
        return None

    def language(self, item: Item) -> str:
        """The language of the tree an item stands in; "" for a tree in a language that this site has not."""
        top = f"/{normal(item.path).lstrip('/').partition('/')[0]}"
        root = self.by_path.get(top)
        if top[1:] in LANGUAGES:
            return top[1:]
        if root is not None and root.type == "LRF":
            return root.language if root.language in LANGUAGES else ""
        named = (root or item).language or item.language
        return named if named in LANGUAGES else LANGUAGES[0]

    def is_public(self, item: Item) -> bool:
        """Whether Plone showed it to anyone; an item without a workflow is as public as what it stands in."""
        around: Item | None = item
        last = item
        while around is not None:
            if around.state:
                return around.state == PUBLISHED
            last, around = around, self.container(around)
        return last.parent_state in ("", PUBLISHED)

    def _first_fate(self, item: Item) -> tuple[Fate, str]:
        rule = self.mapping.rule_for(item)
        reason = ""
        if item.working_copy:
            reason = "working_copy"
        elif not self.language(item):
            reason = "language"
        elif rule is None or rule.page == "skip":
            reason = item.type
        elif rule.type == "*" and item.text is None and not item.is_folder:
            reason = "unknown_type"
        if reason or rule is None:
            return Fate.SKIPPED, reason
        if rule.type == "*" and item.text is None:
            return Fate.SECTION, ""
        return (Fate(rule.page) if rule.model is None else Fate.PAGE), ""

    def _fold_default_pages(self) -> None:
        for page_uid, folder_uid in self.default_of.items():
            page, folder = self._by_uid.get(page_uid), self._by_uid.get(folder_uid)
            if page is None or folder is None or self._fates[page_uid][0] != Fate.PAGE:
                continue
            rule = self.mapping.rule_for(page)
            foldable = rule is not None and rule.is_plain and self.mapping.fold_default_pages
            if self._fates[folder_uid][0] == Fate.SECTION and foldable and self.is_public(page) and not page.expires:
                self._fates[page_uid] = (Fate.FOLDED, "")
            else:
                self.notes.append((page, "default_page_stays", folder.path))

    def _settle_folders(self) -> None:
        """A folder with pages or files in it is a section; so is a page that has any. Others are no page here."""
        holding: set[str] = set()
        for item in self.export.items:
            if self._fates[item.uid][0] not in {Fate.PAGE, Fate.FOLDED, Fate.DOCUMENT}:
                continue
            around = self.container(item)
            while around is not None and around.uid not in holding:
                holding.add(around.uid)
                around = self.container(around)
        for item in self.export.items:
            fate, _reason = self._fates[item.uid]
            if fate == Fate.SECTION and item.uid not in holding and item.text is None:
                self._fates[item.uid] = (Fate.SKIPPED, "empty_folder")
            elif fate in {Fate.PAGE, Fate.FOLDED} and item.uid in holding:
                self._fates[item.uid] = (Fate.SECTION, "")
                self.notes.append((item, "page_with_pages", ""))

    def _position(self, item: Item) -> tuple[int, int, str]:
        return item.path.count("/"), self.export.order.get(item.uid, 0), item.path

    def _placement(self, item: Item) -> Placement:
        fate, reason = self._fates[item.uid]
        around = self.container(item)
        while around is not None and self._fates[around.uid][0] not in {Fate.SECTION, Fate.HOME}:
            around = self.container(around)
        parent = around.uid if around is not None and self._fates[around.uid][0] == Fate.SECTION else ""
        if item.parent_uid in self._by_uid and self._by_uid[item.parent_uid] is not self.container(item):
            self.notes.append((item, "parent_differs", self._by_uid[item.parent_uid].path))
        return Placement(
            item=item,
            fate=fate,
            language=self.language(item),
            parent=parent,
            rule=self.mapping.rule_for(item),
            public=self.is_public(item),
            reason=reason if fate == Fate.SKIPPED else "",
        )
