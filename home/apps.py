from datetime import timedelta

from django.apps import AppConfig
from django.core.management import call_command
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The frame every page stands in."""

    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from home import former_paths, periodic  # noqa: F401, PLC0415  # models; also connects signal receivers

        label = _("Publish and withdraw pages at the hour that editors set")
        minute = timedelta(minutes=1)
        periodic.register(periodic.Job("publish_scheduled", label, minute, lambda: call_command("publish_scheduled")))
