"""Blocks of running text as readers get them."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image

from home.models import HomePage, KennisbankImage, StandardPage
from tests import factories

TABLE = {
    "data": [["Per jaar", "2022", "2025"], ["Bezoekers", "29", "<b>38</b>"]],
    "first_row_is_table_header": True, "first_col_is_header": True, "table_caption": "Voor en na",
}  # fmt: skip


def image(**fields: Any) -> KennisbankImage:
    data = BytesIO()
    Image.new("RGB", (900, 300), "white").save(data, "PNG")
    made: KennisbankImage = KennisbankImage.objects.create(
        title="Tafel", file=ImageFile(data, name="tafel.png"), **fields
    )
    return made


def page_with(homes: dict[str, HomePage], client: Client, *blocks: tuple[str, Any]) -> str:
    page = factories.store(StandardPage(title="Over", slug="over", locale=homes["nl"].locale, body=blocks), homes["nl"])
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_table_has_a_caption_and_header_cells(homes: dict[str, HomePage], client: Client) -> None:
    html = page_with(homes, client, ("table", TABLE))
    assert "<caption>Voor en na</caption>" in html
    assert '<th scope="col">2025</th>' in html
    assert '<th scope="row">Bezoekers</th>' in html
    assert "&lt;b&gt;38&lt;/b&gt;" in html


def test_table_without_headers_has_plain_cells_only(homes: dict[str, HomePage], client: Client) -> None:
    plain = {**TABLE, "first_row_is_table_header": False, "first_col_is_header": False, "table_caption": ""}
    html = page_with(homes, client, ("table", plain))
    assert "<th" not in html
    assert "<caption" not in html


def test_image_stands_with_its_text_and_credit_line(homes: dict[str, HomePage], client: Client) -> None:
    drawn = image(description="Vier mensen aan een tafel", maker="Studio Lijn", licence="cc-by-4.0")
    html = page_with(homes, client, ("image", {"image": drawn, "caption": "De eerste avond"}))
    assert 'alt="Vier mensen aan een tafel"' in html
    assert "De eerste avond" in html
    assert "Studio Lijn, CC BY 4.0" in html


def test_decorative_image_has_an_empty_alternative_text(homes: dict[str, HomePage], client: Client) -> None:
    assert 'alt=""' in page_with(homes, client, ("image", {"image": image(decorative=True), "caption": ""}))


def test_image_past_its_date_is_not_shown(homes: dict[str, HomePage], client: Client) -> None:
    old = image(description="Een tafel", usable_until=date.today() - timedelta(days=1))
    html = page_with(homes, client, ("image", {"image": old, "caption": "De eerste avond"}))
    assert "<figure" not in html
    assert "De eerste avond" not in html


def test_video_is_a_link_and_nothing_is_fetched_from_others(homes: dict[str, HomePage], client: Client) -> None:
    video = {"title": "Het gesprek", "url": "https://video.example/1", "captions": True}
    html = page_with(homes, client, ("video", video))
    assert '<a href="https://video.example/1">Het gesprek</a>' in html
    assert "<iframe" not in html


def test_heading_has_an_anchor(homes: dict[str, HomePage], client: Client) -> None:
    assert 'id="wat-we-doen"' in page_with(homes, client, ("heading", "Wat we doen"))


@pytest.mark.parametrize("kind", ["quote", "heading"])
def test_what_an_editor_types_is_text_and_no_html(homes: dict[str, HomePage], client: Client, kind: str) -> None:
    hostile = "<script>alert(1)</script>"
    value = hostile if kind == "heading" else {"text": hostile, "attribution": hostile}
    assert hostile not in page_with(homes, client, (kind, value))
