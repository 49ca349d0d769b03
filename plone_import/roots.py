"""Where the site's root is: its address is the part of all addresses that is not the site's own."""

from collections.abc import Iterable
from urllib.parse import urlsplit

LANGUAGE_ROOT = "LRF"
SITE_ROOT = "Plone Site"


def find_root(urls: Iterable[tuple[str, str]]) -> str:
    """The address of the site's root from the types and addresses of items and their containers.

    The root itself or an item directly in it names it; else the container of a language root; else what stands before a
    language in the path; else the host alone. "" when addresses hold no host.
    """
    known = [(kind, url.rstrip("/")) for kind, url in urls if url]
    for kind, url in known:
        if kind == SITE_ROOT:
            return url
    for kind, url in known:
        if kind == LANGUAGE_ROOT:
            return url.rpartition("/")[0]
    for _kind, url in known:
        for language in ("nl", "en"):
            before, found, _after = f"{url}/".partition(f"/{language}/")
            if found:
                return before
    return _host(known[0][1]) if known else ""


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
