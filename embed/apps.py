from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmbedConfig(AppConfig):
    """Page to intranet: frames and oEmbed."""

    name = "embed"
    verbose_name = _("Embedding")

    def ready(self) -> None:
        from embed import checks  # noqa: F401, PLC0415  # registers itself
