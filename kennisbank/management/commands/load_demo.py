from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from kennisbank.demo.load import load
from kennisbank.demo.logins import PASSWORD, LoginsRefused, make_logins
from knowledge.site import set_up_site
from knowledge.vocabularies import load_vocabularies


class Command(BaseCommand):
    """Fill a site with the demo content; running it again changes nothing."""

    help = "Makes the site, the vocabularies, the demo pages in both languages, and two logins to try it with."

    def handle(self, *args: Any, **options: Any) -> None:
        began = monotonic()
        address = urlsplit(settings.BASE_URL)
        set_up_site(address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80))
        load_vocabularies()
        editor = None
        try:
            editor = make_logins()
            self.stdout.write(f"Log in at /admin/ as redacteur or beheerder, password {PASSWORD}.")
        except LoginsRefused as refused:
            self.stdout.write(str(refused))
        report = load(user=editor)
        self.stdout.write(
            f"Demo pages made: {report.dutch} Dutch, {report.english} English; images: {report.images}; "
            f"{monotonic() - began:.0f} seconds."
        )
