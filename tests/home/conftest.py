"""What the tests of the frame share."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from home.models import KennisbankImage


@pytest.fixture
def image():
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "green").save(buffer, "PNG")
    return KennisbankImage.objects.create(title="Groen", file=ContentFile(buffer.getvalue(), "groen.png"))
