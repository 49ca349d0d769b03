from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """What editors write: page types, concepts, relations, and the door through which a page is published."""

    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        from knowledge import changes, checks, door  # noqa: F401, PLC0415  # connect receivers and system checks
