"""What a reader is told on a page, and what not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.models import HomePage
from knowledge.home import home_overview
from knowledge.listing import as_types
from knowledge.models import KnowledgePage, PageRelation
from knowledge.presentation.case import period
from knowledge.presentation.common import check_line, evidence_mark, role_words, roles
from knowledge.presentation.research import sentences
from tests import factories

TODAY = date(2026, 11, 23)
ASSESSED = {"evidence_assessed_on": date(2026, 9, 2), "evidence_assessed_by": "redactie"}
OPTION = {"title": "Ruimte geven", "what": "Je geeft ruimte.", "who_bears": "Wijken zonder luide stem."}


def html_of(client: Client, page: Any) -> str:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "kind", "words"),
    [
        (
            {"verified_on": date(2026, 11, 3), "review_by": date(2027, 11, 3)},
            "",
            "Checked on 3 November 2026, valid until 3 November 2027",
        ),
        ({"review_by": TODAY - timedelta(days=61)}, "due", "To be checked before 23 September 2026"),
        ({"reader_status": "to_check", "review_by": date(2027, 1, 1)}, "due", "To be checked before 1 January 2027"),
        ({"reader_status": "outdated"}, "old", "Outdated, kept as a lesson"),
        ({"reader_status": "withdrawn"}, "old", "Withdrawn"),
        ({"taken_over_from": date(2014, 5, 6)}, "due", "Taken over from the old site, last changed on 6 May 2014"),
    ],
)  # fmt: skip
def test_check_line_says_how_far_a_page_can_be_trusted(fields: dict[str, Any], kind: str, words: str) -> None:
    with override("en"):
        line = check_line(KnowledgePage(**fields), TODAY)
    assert line is not None
    assert (line.kind, line.text) == (kind, words)


def test_overdue_notice_waits_sixty_days_after_the_review_date() -> None:
    page = KnowledgePage(verified_on=date(2025, 1, 1), review_by=TODAY - timedelta(days=60))
    line = check_line(page, TODAY)
    assert line is not None
    assert line.kind == ""


def test_page_never_checked_says_nothing_of_checking() -> None:
    assert check_line(KnowledgePage(review_by=date(2027, 1, 1)), TODAY) is None


@pytest.mark.parametrize(("level", "cells"), [(0, 0), (1, 0), (2, 2), (3, 3), (4, 4)])
def test_evidence_is_in_words_always_and_in_cells_from_level_two(
    homes: dict[str, HomePage], level: int, cells: int
) -> None:
    mark = evidence_mark(factories.case(evidence=level, **ASSESSED))
    assert mark is not None
    assert sum(mark.cells) == cells
    assert len(mark.cells) == (4 if cells else 0)
    with override("en"):
        assert mark.words.startswith(f"Evidence {level}/4: ")


def test_evidence_without_assessor_and_date_is_not_shown(homes: dict[str, HomePage]) -> None:
    assert evidence_mark(factories.case(evidence=3)) is None
    assert evidence_mark(factories.article()) is None


def test_roles_stand_in_the_order_of_the_figure() -> None:
    shown = roles(["responsive", "networking"])
    assert [role.key for role in shown] == ["performing", "networking", "lawful", "responsive"]
    with override("en"):
        assert role_words(shown) == "networking and responsive"


def test_answer_is_cut_into_its_sentences() -> None:
    assert sentences("Met tijd. Met 3,5 uur per week? Dan wel.") == ["Met tijd.", "Met 3,5 uur per week?", "Dan wel."]


def test_period_of_a_case_that_goes_on(homes: dict[str, HomePage]) -> None:
    with override("en"):
        assert period(factories.case(start_date=date(2023, 4, 3), ongoing=True)) == "2023 – present"
    assert period(factories.case(start_date=date(2023, 4, 3), end_date=date(2023, 9, 1))) == "2023"


def test_owner_is_a_role_and_an_organisation_until_the_person_knows(homes: dict[str, HomePage], client: Client) -> None:
    owner = {
        "content_owner_name": "Fatima Jansen", "content_owner_role": "Programmaleider",
        "content_owner_organisation": "Gemeente Rivierduin", "content_owner_email": "fatima@rivierduin.example",
    }  # fmt: skip
    html = html_of(client, factories.case(**owner))
    assert "Programmaleider, Gemeente Rivierduin" in html
    assert "Fatima" not in html
    assert "fatima@" not in html
    html = html_of(client, factories.case(**owner, content_owner_aware=True, content_owner_aware_on=TODAY))
    assert "Fatima Jansen, Programmaleider, Gemeente Rivierduin" in html
    assert "mailto:fatima@rivierduin.example" in html


def test_correction_is_shown_with_its_date(homes: dict[str, HomePage], client: Client) -> None:
    notice = {"date": date(2026, 10, 14), "kind": "correction", "text": "Er stond € 31.000."}
    html = html_of(client, factories.case(notices=[("item", notice)]))
    assert "14 oktober 2026" in html
    assert "Er stond € 31.000." in html


def test_withdrawn_page_says_so_before_its_text(homes: dict[str, HomePage], client: Client) -> None:
    html = html_of(client, factories.case(reader_status="withdrawn"))
    assert html.index("utrecht-alert--error") < html.index("kb-brief")


def test_sum_of_money_stays_on_one_line(homes: dict[str, HomePage], client: Client) -> None:
    assert "€\u00a021.000" in html_of(client, factories.case(outcomes=factories.paragraph("Het kostte € 21.000.")))


def test_relation_is_read_from_both_sides(homes: dict[str, HomePage], client: Client) -> None:
    case, dilemma = factories.case(title="De dagopvang"), factories.dilemma(title="Geef ik ruimte?")
    PageRelation.objects.create(page=case, target=dilemma, kind="dilemma")
    assert "Geef ik ruimte?" in html_of(client, case)
    assert "De dagopvang" in html_of(client, dilemma)


def test_page_that_may_not_be_seen_is_not_among_the_related_and_no_link_leads_to_it(
    homes: dict[str, HomePage], client: Client
) -> None:
    secret = factories.case(title="Geheim dossier", slug="geheim-dossier")
    link = f'<p>Lees <a linktype="page" id="{secret.pk}">meer</a>.</p>'
    option = {**OPTION, "cases": [secret]}
    case = factories.case(intervention=[("paragraph", link)])
    dilemma = factories.dilemma(options=[("item", option), ("item", option)])
    PageRelation.objects.create(page=case, target=secret, kind="supports")
    assert "geheim-dossier" in html_of(client, case)
    assert "geheim-dossier" in html_of(client, dilemma)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    for page in (case, dilemma):
        html = html_of(client, page)
        assert "Geheim" not in html
        assert "geheim-dossier" not in html


def test_options_carry_the_same_letters_in_table_stack_and_poll(homes: dict[str, HomePage], client: Client) -> None:
    options = [("item", {**OPTION, "cases": []}), ("item", {**OPTION, "title": "Wachten", "cases": []})]
    html = html_of(client, factories.dilemma(options=options, poll_enabled=True))
    assert html.count('<span class="kb-letter" aria-hidden="true">B</span>') == 3
    assert html.count("Wijken zonder luide stem.") == 4
    assert "kb-poll" not in html_of(client, factories.dilemma(options=options, poll_enabled=False))


def test_organisation_that_does_not_share_its_failures_says_so(homes: dict[str, HomePage], client: Client) -> None:
    html = html_of(client, factories.case(failures=[], failures_withheld=True))
    assert 'id="failures"' in html


def test_names_that_stay_dutch_on_an_english_page_are_marked_as_dutch(
    homes: dict[str, HomePage], client: Client
) -> None:
    html = html_of(client, factories.case(language="en", lead_organisation="Zorgcoöperatie Oeverdorp"))
    assert '<span lang="nl">Zorgcoöperatie Oeverdorp</span>' in html
    assert (
        "<span lang=" not in html_of(client, factories.case(lead_organisation="Zorgcoöperatie")).split("<article>")[1]
    )


def test_types_read_in_one_query_are_whole(homes: dict[str, HomePage], django_assert_num_queries: Any) -> None:
    made = [factories.case(place="Rivierduin"), factories.research(year=2025), factories.article()]
    with django_assert_num_queries(1):
        found = as_types(KnowledgePage.objects.order_by("pk"))
        assert [type(page) for page in found] == [type(page) for page in made]
        assert found[0].place == "Rivierduin"
        assert [page.title for page in found] == [page.title for page in made]
        assert [page.language for page in found] == ["nl", "nl", "nl"]


def test_counts_on_the_home_page_are_those_of_what_can_be_read(homes: dict[str, HomePage]) -> None:
    factories.case(), factories.case(publish=False), factories.case(language="en")
    hidden = factories.case()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    overview = home_overview("nl")
    assert {door.key: door.count for door in overview.doors}["case"] == 1
    assert overview.total == 1
    assert [card.page.language for card in overview.newest] == ["nl"]
