"""What a page may cost the database; the numbers do not grow with the number of items."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import Site

from home.models import HomePage, KennisbankDocument, KennisbankImage
from knowledge.models import KnowledgePage, PageRelation, ThemeIndexPage, ThemePage
from tests import factories

# Pages that a page resembles: its document, state of the index, the index, relations, pages; and the columns, two,
# which a process keeps but for those read in a transaction such as a test's.
MORE_LIKE_THIS = 7
CONTENT_PAGE = 12 + MORE_LIKE_THIS
LISTING = 14
HOME = 15


def queries_of(client: Client, url: str) -> list[str]:
    """The queries of a view of a page whose image sizes were made at the first view."""
    Site.clear_site_root_paths_cache()
    cache.clear()
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


def image(title: str) -> KennisbankImage:
    data = BytesIO()
    Image.new("RGB", (1400, 700), "white").save(data, "PNG")
    made: KennisbankImage = KennisbankImage.objects.create(
        title=title, description="Een lege tafel", file=ImageFile(data, name=f"{title}.png")
    )
    return made


def paragraph_with_link(page: KnowledgePage) -> tuple[str, Any]:
    return ("paragraph", f'<p>Lees <a linktype="page" id="{page.pk}">verder</a>.</p>')


def others(number: int) -> list[KnowledgePage]:
    makers: list[Callable[..., Any]] = [
        factories.case, factories.research, factories.dilemma, factories.studio, factories.article,
    ]  # fmt: skip
    return [makers[n % len(makers)]() for n in range(number)]


def full_page(kind: str, number: int) -> KnowledgePage:
    """A page of a type with images, links and related pages, a number of each."""
    around = others(number)
    story = [paragraph_with_link(page) for page in around]
    story += [("image", {"image": image(f"{kind}-{number}-{n}"), "caption": ""}) for n in range(number)]
    field = {"case": "intervention", "research": "so_what", "dilemma": "story"}.get(kind, "body")
    concepts = [factories.concept("theme", f"theme-{n}") for n in range(3)]
    concepts += [factories.concept("gov_layer", f"layer-{n}") for n in range(number)]
    page = getattr(factories, kind)(concepts=concepts, image=image(f"{kind}-{number}"), **{field: story})
    for order, other in enumerate(around):
        PageRelation.objects.create(page=page, target=other, kind="supports", sort_order=order)
        PageRelation.objects.create(page=other, target=page, kind="follows_up")
    found: KnowledgePage = page
    return found


@pytest.mark.parametrize("kind", ["case", "research", "dilemma", "studio", "article"])
def test_content_page(homes: dict[str, HomePage], client: Client, kind: str) -> None:
    others(10)  # so that either page resembles some
    small = queries_of(client, full_page(kind, 1).url)
    large = queries_of(client, full_page(kind, 6).url)
    assert len(large) <= CONTENT_PAGE, "\n".join(large)
    assert len(large) <= len(small)


def test_content_page_with_files_costs_one_more(homes: dict[str, HomePage], client: Client) -> None:
    files = [KennisbankDocument.objects.create(title=f"Bijlage {n}", file=f"bijlage-{n}.pdf") for n in range(5)]
    links = "".join(f'<p><a linktype="document" id="{file.pk}">{file.title}</a></p>' for file in files)
    without = len(queries_of(client, factories.case().url))
    page = factories.case(intervention=[("paragraph", links)], needs=links)
    assert len(queries_of(client, page.url)) == without + 1


def test_options_of_a_dilemma_rest_on_cases_without_a_query_for_each(
    homes: dict[str, HomePage], client: Client
) -> None:
    cases = [factories.case() for _n in range(4)]
    option = {"title": "Ruimte", "what": "Je geeft ruimte."}
    few = factories.dilemma(options=[("item", {**option, "cases": cases[:1]}), ("item", {**option, "cases": []})])
    many = factories.dilemma(options=[("item", {**option, "cases": cases}) for _n in range(4)])
    assert len(queries_of(client, many.url)) == len(queries_of(client, few.url)) <= CONTENT_PAGE


def test_section_of_one_type(homes: dict[str, HomePage], client: Client) -> None:
    for _n in range(20):
        factories.case()
    found = queries_of(client, "/nl/praktijk/")
    assert len(found) <= LISTING, "\n".join(found)


def test_theme_with_all_types(homes: dict[str, HomePage], client: Client) -> None:
    index = ThemeIndexPage.objects.get(locale__language_code="nl")
    theme = factories.store(
        ThemePage(title="Vertrouwen", slug="vertrouwen", theme_key="trust", locale=index.locale), index
    )
    others(5)
    few = len(queries_of(client, theme.url))
    others(20)
    found = queries_of(client, theme.url)
    assert len(found) <= LISTING, "\n".join(found)
    assert len(found) == few


def test_home(homes: dict[str, HomePage], client: Client) -> None:
    others(5)
    few = len(queries_of(client, "/nl/"))
    others(20)
    found = queries_of(client, "/nl/")
    assert len(found) <= HOME, "\n".join(found)
    assert len(found) <= few
