from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The frame every page stands in."""

    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from home import former_paths  # noqa: F401, PLC0415  # connects its signal receivers
