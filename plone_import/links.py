"""Finds which item an address in a text means, in all the spellings that Plone sites have gathered over the years."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from plone_import.items import Export, Item

RESOLVEUID = re.compile(r"resolveuid/([^/?#]+)", re.IGNORECASE)
PORTAL = re.compile(r"^\$\{?(?:portal_url|navigation_root_url|context/portal_url)\}?")
# What may follow the address of an item: a view of it, a size of an image, a way to download a file.
SUFFIX = re.compile(
    r"/(?:view|index_html|image|image_[a-z]+|folder_(?:listing|contents|summary_view)|(?:(?:listing|summary|document|file|image)_view)"
    r"|download|at_download(?:/.*)?|@@.*|\+\+.*)$"
)
CARRIED = {"mailto", "tel"}
WEB = {"http", "https"}


@dataclass(frozen=True)
class Target:
    """What an address means: an item of the export, another address, or nothing (`problem` says why, as a code)."""

    uid: str = ""
    url: str = ""
    fragment: str = ""
    problem: str = ""


def normal(path: str) -> str:
    """A path as it is compared: decoded, in one Unicode form, without a last slash."""
    return unicodedata.normalize("NFC", unquote(path)).rstrip("/")


class LinkIndex:
    """The items of an export by UID and by path, with its redirects; `hosts` are former names of the site."""

    def __init__(self, export: Export, hosts: Iterable[str] = (), languages: Iterable[str] = ("nl", "en")) -> None:
        self.root = export.root_url
        self.site = f"/{export.site_id}" if export.site_id else ""
        self.hosts = {urlsplit(export.root_url).netloc.lower(), *(host.lower() for host in hosts)} - {""}
        self.languages = tuple(languages)
        self.by_uid = {item.uid: item for item in export.items}
        self.by_path = {normal(item.path): item for item in reversed(export.items)}
        self.redirects = {normal(source): target for source, target in export.redirects.items()}

    def find(self, href: str, base: Item) -> Target:
        """What `href` in the text of `base` means."""
        href = PORTAL.sub(self.root, href.strip())
        if href.startswith("#"):
            return Target(uid=base.uid, fragment=href[1:])
        if found := RESOLVEUID.search(href):
            return self._by_uid(found.group(1), href)
        try:
            parts = urlsplit(href)
        except ValueError:
            return Target(problem="bad_address")
        if parts.scheme and parts.scheme not in WEB:
            return Target(url=href) if parts.scheme in CARRIED else Target(problem="unsafe_address")
        if parts.netloc and parts.netloc.lower() not in self.hosts:
            return _elsewhere(href)
        return self._inside(href, base)

    def _by_uid(self, uid: str, href: str) -> Target:
        if uid not in self.by_uid:
            return Target(problem="unknown_uid")
        return Target(uid=uid, fragment=href.partition("#")[2])

    def _inside(self, href: str, base: Item) -> Target:
        item = self._at(self._absolute(href, base))
        return Target(uid=item.uid, fragment=urlsplit(href).fragment) if item else Target(problem="not_in_export")

    def at_path(self, path: str) -> Item | None:
        """The item at a path that may begin with the site's id and end in a view."""
        return self._at(normal(path))

    def _absolute(self, href: str, base: Item) -> str:
        parts = urlsplit(href)
        if parts.netloc or parts.path.startswith("/"):
            return normal(parts.path)
        own = base.path + "/" if base.is_folder else base.path
        return normal(posixpath.normpath(urljoin(quote(self.site + own), parts.path or ".")))

    def _at(self, path: str, hops: int = 5) -> Item | None:
        for candidate in self._spellings(path):
            if (item := self.by_path.get(candidate)) is not None:
                return item
        target = self.redirects.get(path) or self.redirects.get(self.site + path)
        if target and hops and urlsplit(target).netloc.lower() in {"", *self.hosts}:
            return self._at(normal(urlsplit(target).path), hops - 1)
        return None

    def _spellings(self, path: str) -> list[str]:
        inside = path.removeprefix(self.site) if self.site and f"{path}/".startswith(f"{self.site}/") else path
        found = [inside]
        while (shorter := SUFFIX.sub("", found[-1])) != found[-1]:
            found.append(shorter)
        return [*found, *(f"/{language}{spelling}" for language in self.languages for spelling in found if spelling)]


def _elsewhere(href: str) -> Target:
    if href.startswith("//"):
        href = f"https:{href}"
    parts = urlsplit(href)
    safe = parts._replace(scheme=parts.scheme.lower(), path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._"))
    return Target(url=safe.geturl().replace(" ", "%20"))
