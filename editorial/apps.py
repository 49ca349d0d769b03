from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """The editors' desk: what readers search for, and how well it is found."""

    name = "editorial"
    verbose_name = _("Editors' desk")

    def ready(self) -> None:
        from editorial.measuring import measure  # noqa: PLC0415  # models
        from home.periodic import DAY, Job, register  # noqa: PLC0415  # models

        register(Job("measure_search", _("Measure how well search finds what editors judged"), DAY, measure))
