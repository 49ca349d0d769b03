"""Images and documents that know where they come from."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

LICENCES = [
    ("cc0-1.0", "CC0 1.0"),
    ("cc-by-4.0", "CC BY 4.0"),
    ("cc-by-sa-4.0", "CC BY-SA 4.0"),
    ("all-rights", _("All rights reserved, used with permission")),
    ("own", _("Made by ourselves")),
    ("unknown", _("Unknown")),
]


class KennisbankImage(AbstractImage):
    """An image with its alternative text, origin, and the consent of those on it."""

    class Consent(models.TextChoices):
        """Whether the people on a picture agreed to its use."""

        AGREED = "agreed", _("Yes, they agreed")
        NOT_APPLICABLE = "not_applicable", _("Not applicable: nobody can be recognised")
        UNKNOWN = "unknown", _("Unknown")

    # `description` is Wagtail's field for the alternative text; the English one stands beside it.
    description_en = models.CharField(_("description in English"), max_length=255, blank=True)
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Adds nothing to the text: screen readers pass it over.")
    )
    maker = models.CharField(_("maker"), max_length=255, blank=True)
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Where it comes from, or an address.")
    )
    licence = models.CharField(_("licence"), max_length=20, choices=LICENCES, default="unknown")
    consent = models.CharField(_("people shown agreed"), max_length=20, choices=Consent, default=Consent.UNKNOWN)
    usable_until = models.DateField(_("usable until"), null=True, blank=True)

    admin_form_fields = (
        "title", "file", "description", "description_en", "decorative", "maker", "source", "licence",
        "consent", "usable_until", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(Image.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        if self.decorative and self.description:
            raise ValidationError({"decorative": _("An image is decorative or has a description, not both.")})

    def alt_text(self, language: str) -> str:
        """The alternative text in a language, the other one where it is missing; empty for a decorative image."""
        if self.decorative:
            return ""
        texts = (self.description_en, self.description) if language == "en" else (self.description, self.description_en)
        return next((text for text in texts if text), "")

    @property
    def credit(self) -> str:
        """The line that stands with the image: maker, source and licence, as far as they are known."""
        licence = "" if self.licence in {"unknown", "own"} else str(self.get_licence_display())
        return ", ".join(part for part in (self.maker, self.source, licence) if part)


class KennisbankRendition(AbstractRendition):
    """A size of an image."""

    image = models.ForeignKey(KennisbankImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]


class KennisbankDocument(AbstractDocument):
    """A file for readers to take along."""

    language = models.CharField(
        _("language"), max_length=2, blank=True, choices=[("nl", _("Dutch")), ("en", _("English"))]
    )
    source = models.CharField(_("source"), max_length=255, blank=True)

    admin_form_fields = ("title", "file", "language", "source", "collection", "tags")

    class Meta(Document.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
