"""Images and files become images and documents here; the same bytes are stored once."""

import re
from dataclasses import dataclass
from hashlib import sha1, sha256
from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import UnidentifiedImageError
from wagtail.models import Collection

from home.models import KennisbankDocument, KennisbankImage
from plone_import.items import Blob, Export
from plone_import.links import LinkIndex

MAX_PIXELS = 60_000_000
FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(src|alt|data-val)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
COLLECTION = "Plone"
TITLE_LENGTH = 255


class MediaError(Exception):
    """A file that cannot be taken over, with the reason as a code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Wanted:
    """An image or document as the export has it."""

    title: str
    description: str
    filename: str
    data: bytes

    @property
    def hash(self) -> str:
        """The hash that Wagtail keeps of a file."""
        return sha1(self.data, usedforsecurity=False).hexdigest()

    @property
    def checksum(self) -> str:
        """Changes when anything of it does."""
        return checksum(self.title, self.description, self.hash)


def checksum(*values: str) -> str:
    """One value that changes when any of several does."""
    return sha256("\x1f".join(values).encode()).hexdigest()


def blob_data(blob: Blob | None) -> bytes:
    """The bytes of an item's file; raises MediaError when there are none."""
    if blob is None:
        raise MediaError("no_file")
    if blob.missing or blob.path is None:
        raise MediaError(blob.missing or "no_file")
    return blob.path.read_bytes()


def image_filename(data: bytes, filename: str) -> str:
    """The file name with the extension that its content has; raises MediaError for what is no image we accept."""
    if len(data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise MediaError("huge_image")
    try:
        with Pillow.open(BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise MediaError("huge_image")
            extension = FORMATS.get(image.format or "")
            if extension:
                image.load()
    except Pillow.DecompressionBombError as error:
        raise MediaError("huge_image") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        is_svg = PurePosixPath(filename).suffix.lower() == ".svg"
        raise MediaError("image_type" if is_svg else "bad_image") from error
    if extension not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise MediaError("image_type")
    return f"{PurePosixPath(filename).stem or 'image'}.{extension}"


def check_document(data: bytes, filename: str) -> None:
    """Raises MediaError for a file that this site does not accept."""
    if PurePosixPath(filename).suffix.lower().lstrip(".") not in settings.WAGTAILDOCS_EXTENSIONS:
        raise MediaError("document_type")
    if len(data) > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
        raise MediaError("huge_document")


def collection() -> Collection:
    """Where imported images and documents stand."""
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def store_image(wanted: Wanted) -> tuple[KennisbankImage, bool]:
    """The image with these bytes, and whether it is new; raises MediaError."""
    found = KennisbankImage.objects.filter(file_hash=wanted.hash).order_by("pk").first()
    if found is not None:
        return found, False
    name = image_filename(wanted.data, wanted.filename)
    image = KennisbankImage(
        title=wanted.title[:TITLE_LENGTH], description=wanted.description[:TITLE_LENGTH], collection=collection()
    )
    image.file = ContentFile(wanted.data, name=name)
    image._set_image_file_metadata()
    image.save()
    return image, True


def store_document(wanted: Wanted, language: str) -> tuple[KennisbankDocument, bool]:
    """The document with these bytes, and whether it is new; raises MediaError."""
    found = KennisbankDocument.objects.filter(file_hash=wanted.hash).order_by("pk").first()
    if found is not None:
        return found, False
    check_document(wanted.data, wanted.filename)
    document = KennisbankDocument(title=wanted.title[:TITLE_LENGTH], language=language, collection=collection())
    document.file = ContentFile(wanted.data, name=wanted.filename)
    document._set_document_file_metadata()
    document.save()
    return document, True


def first_alts(export: Export, index: LinkIndex) -> dict[str, str]:
    """For each image without a description of its own, how the first text that shows it describes it."""
    found: dict[str, str] = {}
    for item in export.items:
        for tag in IMG.findall(item.text.data) if item.text else ():
            values = {name.lower(): double or single for name, double, single in ATTRIBUTE.findall(tag)}
            alt = values.get("alt", "").strip()
            if alt:
                uid = values.get("data-val") or index.find(values.get("src", ""), item).uid
                found.setdefault(uid, alt)
    return found
