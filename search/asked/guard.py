"""Who may add to the counts: pages of this site in a reader's browser, and not too often."""

import re
import time
from threading import Lock
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

MAX_BODY = 4_096  # bytes: a question of the longest kind, with every letter written as %XX
# What robots with script and mail scanners call themselves.
ROBOT = re.compile(r"bot\b|bot/|crawl|spider|slurp|scan|preview|headless|lighthouse|monitor", re.IGNORECASE)


class Bucket:
    """Lets `rate` calls a second pass, and `size` at once; it knows no one, so all callers share it."""

    def __init__(self, rate: float, size: int) -> None:
        self.rate, self.size = rate, size
        self._left, self._at = float(size), time.monotonic()
        self._lock = Lock()

    def take(self) -> bool:
        """Whether there is room for one more call; it then counts."""
        with self._lock:
            now = time.monotonic()
            self._left = min(self.size, self._left + (now - self._at) * self.rate)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


# A question that is new today costs a search: at most a tenth of one processor goes to counting.
calls = Bucket(rate=5, size=50)


def is_from_own_page(request: HttpRequest) -> bool:
    """Whether a page of this very site sent the request, by what browsers add and no script can set."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def is_reader(request: HttpRequest) -> bool:
    """Whether it was a reader: no robot that says so, and nobody who is signed in, for editors try things.

    Of the cookie only its name is looked at; no session is read.
    """
    robot = ROBOT.search(request.headers.get("User-Agent", "robot"))
    return robot is None and settings.SESSION_COOKIE_NAME not in request.COOKIES


def may_count(request: HttpRequest) -> bool:
    """Whether the request may add to the counts."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    small = length.isascii() and length.isdigit() and int(length) <= MAX_BODY
    return small and is_from_own_page(request) and is_reader(request) and calls.take()
