"""Blocks of running text, shared by every page that has a story to tell."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as BaseTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.segments import StringSegmentValue

# What an editor may do inside a paragraph; headings have a block of their own so that they get an anchor.
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]
PARAGRAPH_FEATURES = [*INLINE_FEATURES, "ul", "ol"]


class FixedCharBlock(blocks.CharBlock):
    """A name, number or address: the same in every language, so translators do not see it."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """No segments: see the class."""
        return []


class HeadingBlock(blocks.CharBlock):
    """A heading within a section; its level follows from where it stands."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "home/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """Someone's words, with who said them by role."""

    text = blocks.TextBlock(label=_("Text"))
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, help_text=_("A role rather than a name."))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "home/blocks/quote.html"


class ImageBlock(blocks.StructBlock):
    """An image with a caption; the alternative text and the credit line are the image's own."""

    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "home/blocks/image.html"


class TableBlock(BaseTableBlock):
    """A simple table whose cells and caption are offered to translators one by one."""

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        """The caption and each cell with text, by row and column."""
        if not value:
            return []
        segments = [StringSegmentValue("caption", value.get("table_caption") or "")]
        for row, cells in enumerate(value.get("data") or []):
            segments += [StringSegmentValue(f"{row}.{column}", cell or "") for column, cell in enumerate(cells)]
        return [segment for segment in segments if not segment.is_empty()]

    def restore_translated_segments(self, value: dict[str, Any], segments: list[Any]) -> dict[str, Any]:
        """The table with its texts replaced by the translated ones."""
        value = {**value, "data": [list(cells) for cells in value.get("data") or []]}
        for segment in segments:
            if segment.path == "caption":
                value["table_caption"] = segment.render_text()
            else:
                row, column = (int(part) for part in segment.path.split("."))
                value["data"][row][column] = segment.render_text()
        return value

    class Meta:
        icon = "table"
        label = _("Table")
        template = "home/blocks/table.html"


class VideoBlock(blocks.StructBlock):
    """A video elsewhere, shown as a link: nothing is fetched from others before the reader asks."""

    title = blocks.CharBlock(label=_("Title"))
    url = blocks.URLBlock(label=_("Address"))
    captions = blocks.BooleanBlock(label=_("Has captions"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "home/blocks/video.html"


class DocumentBlock(blocks.StructBlock):
    """A file to take along."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "home/blocks/document.html"


class StoryBlock(blocks.StreamBlock):
    """Running text: the blocks of which every story is made."""

    paragraph = blocks.RichTextBlock(
        label=_("Text"), features=PARAGRAPH_FEATURES, icon="pilcrow", template="home/blocks/paragraph.html"
    )
    heading = HeadingBlock()
    quote = QuoteBlock()
    image = ImageBlock()
    table = TableBlock()
    video = VideoBlock()
    document = DocumentBlock()

    class Meta:
        required = False
