from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Index to reader: the only app that talks to a search engine."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import checks, receivers  # noqa: F401, PLC0415  # connect receivers and system checks
