"""The edit form of a knowledge page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.base import BlockField

from home.models import SiteSettings
from knowledge import publication


class KnowledgePageForm(WagtailAdminPageForm):
    """Tells an editor who publishes what is still missing, at the field where it is missing.

    Saving a draft is never stopped.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.instance.content_owner_email:
            settings = SiteSettings.objects.first()
            self.initial["content_owner_email"] = settings.editors_mailbox if settings else ""

    def is_valid(self) -> bool:
        """Whether the form can be saved, or published if that was asked."""
        valid: bool = super().is_valid()
        if valid and self._asks_to_publish():
            self._tell_what_is_missing()
            valid = not self.errors
        return valid

    def _asks_to_publish(self) -> bool:
        return "action-publish" in self.data or self.data.get("workflow-action-name") == "approve"

    def _tell_what_is_missing(self) -> None:
        page = self.save(commit=False)
        for finding in publication.blocking(page, publication.stored_state(page)):
            field = finding.field if finding.field in self.fields else None
            self.add_error(field, self._error(finding))

    def _error(self, finding: publication.Finding) -> ValidationError:
        error = ValidationError(finding.message, code=finding.code)
        if isinstance(self.fields.get(finding.field), BlockField):
            # A StreamField shows only errors of its own kind beside it; the message stands in the list at the top.
            error = StreamBlockValidationError(non_block_errors=ErrorList([error]))
            error.message = finding.message
        return error
