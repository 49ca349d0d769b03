"""A translation that exists already is recorded as if a translator had typed it."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from home.models import HomePage, StandardPage
from home.translations import TranslationDiffers, record_translation
from tests.factories import store

pytestmark = pytest.mark.django_db

DUTCH = [
    ("heading", "Wat wij doen"),
    ("paragraph", '<p>Lees <a href="https://example.org/">meer</a>.</p><ul><li>Een</li><li>Twee</li></ul>'),
    ("quote", {"text": "Het kan.", "attribution": "Wethouder"}),
]
ENGLISH = [
    ("heading", "What we do"),
    ("paragraph", '<p>Read <a href="https://example.org/">more</a>.</p><ul><li>One</li><li>Two</li></ul>'),
    ("quote", {"text": "It can be done.", "attribution": "Alderman"}),
]


@pytest.fixture
def dutch(homes: dict[str, HomePage]) -> StandardPage:
    """A published Dutch page."""
    page = StandardPage(
        title="Over ons", slug="over-ons", summary="Wie wij zijn.", body=DUTCH, locale=homes["nl"].locale
    )
    return store(page, homes["nl"])


def english(body=ENGLISH, **fields):
    """The English texts in memory; the blocks have ids of their own."""
    values = {"title": "About us", "summary": "Who we are.", **fields}
    return StandardPage(locale=Locale.objects.get(language_code="en"), body=body, **values)


def test_translation_is_published_at_its_own_address_with_the_texts_in_the_memory(dutch):
    page = record_translation(dutch, english(), slug="about-us")
    assert (page.live, page.slug, page.title) == (True, "about-us", "About us")
    assert page.get_parent().locale.language_code == "en"
    assert [block.id for block in page.body] == [block.id for block in dutch.body]
    assert page.body[1].value.source == ENGLISH[1][1]
    wanted, done = Translation.objects.get().get_progress()
    assert done == wanted > 5


def test_recording_it_again_changes_nothing_and_another_text_only_that_text(dutch):
    first = record_translation(dutch, english(), slug="about-us")
    revision = first.latest_revision_id
    assert record_translation(dutch, english(), slug="elsewhere").latest_revision_id == revision
    again = record_translation(dutch, english(summary="Who we are and why."), slug="elsewhere")
    assert again.summary == "Who we are and why."
    assert again.slug == "about-us"


def test_changed_source_keeps_the_texts_of_what_did_not_change(dutch):
    record_translation(dutch, english())
    dutch.summary = "Wie wij zijn, en waarom."
    dutch.save_revision().publish()
    translation = Translation.objects.get()
    translation.source.update_from_db()
    translation.save_target(publish=False)
    page = dutch.get_translation(Locale.objects.get(language_code="en"))
    assert page.body[0].value == "What we do"
    assert page.summary == "Wie wij zijn, en waarom."
    wanted, done = translation.get_progress()
    assert done == wanted - 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(ENGLISH[:2], id="a quote is missing"),
        pytest.param([*ENGLISH, ("heading", "More")], id="a heading too many"),
        pytest.param([ENGLISH[0], ("paragraph", "<p>Read more.</p>"), ENGLISH[2]], id="a list is missing"),
        pytest.param(
            [ENGLISH[0], ("paragraph", ENGLISH[1][1].replace("<li>Two</li>", "<li><b>Two</b></li>")), ENGLISH[2]],
            id="bold where the source is not",
        ),
        pytest.param(
            [
                ENGLISH[0],
                (
                    "paragraph",
                    ENGLISH[1][1].replace("more</a>", 'more</a> and <a href="https://example.org/2">more</a>'),
                ),
                ENGLISH[2],
            ],
            id="a link too many",
        ),
    ],
)
def test_a_translation_built_otherwise_is_refused_with_page_and_field(dutch, body):
    with pytest.raises(TranslationDiffers, match=r"'Over ons' \(over-ons\), field body"):
        record_translation(dutch, english(body))
    assert not StringTranslation.objects.exists()
    assert not StandardPage.objects.filter(locale__language_code="en").exists()
