from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PloneImportConfig(AppConfig):
    """Plone export to pages; can be taken out after the move."""

    name = "plone_import"
    verbose_name = _("Import from Plone")
