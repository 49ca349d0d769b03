"""What an editor is told, and what readers see, when a page is published."""

import pytest
from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from home.models import PermanentNumber
from knowledge.changes import announced_together
from knowledge.models import PracticeCase, PublicationWaiver
from knowledge.publication import PublicationRefused, waived
from tests import factories

pytestmark = pytest.mark.django_db


def test_complete_case_is_published(homes):
    case = factories.case(title="Bewoners nemen de dagopvang over")
    assert case.live
    assert PermanentNumber.objects.get(translation_key=case.translation_key).number == case.number


def test_case_without_outcomes_stays_a_draft(homes):
    case = factories.case(outcomes=[], publish=False)
    with pytest.raises(PublicationRefused) as refused, transaction.atomic():
        case.get_latest_revision().publish()
    assert [finding.code for finding in refused.value.findings] == ["missing:outcomes"]
    assert not PracticeCase.objects.get(pk=case.pk).live


def test_live_page_cannot_be_emptied_but_old_faults_do_not_stop_a_correction(homes):
    with waived("test-import"):
        case = factories.case(outcomes=[])
    assert PublicationWaiver.objects.get().missing == ["missing:outcomes"]
    case.summary = "Met een verbeterd telefoonnummer."
    case.save_revision().publish()
    assert PracticeCase.objects.get(pk=case.pk).summary == "Met een verbeterd telefoonnummer."
    case.context = []
    with pytest.raises(PublicationRefused):
        case.save_revision().publish()


def test_failures_may_be_withheld_openly(homes):
    assert factories.case(failures=[], failures_withheld=True).live


def test_a_refused_page_leaves_nothing_behind_in_an_import_that_goes_on(homes):
    case = factories.case()
    with announced_together():
        case.outcomes = []
        case.title = "Zonder opbrengst"
        with pytest.raises(PublicationRefused):
            case.save_revision().publish()
    assert PracticeCase.objects.get(pk=case.pk).title != "Zonder opbrengst"
    with announced_together(), pytest.raises(PublicationRefused):
        _half_an_act(case)
    assert PracticeCase.objects.get(pk=case.pk).place == ""


@announced_together()
def _half_an_act(case):
    PracticeCase.objects.filter(pk=case.pk).update(place="Half werk")
    case.save()


def test_alias_of_a_faulty_page_is_refused_as_a_page_of_its_own(homes):
    with waived("test-import"):
        alias = factories.case(outcomes=[]).create_alias(update_slug="alias")
    with pytest.raises(PublicationRefused), transaction.atomic():
        ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
    assert PracticeCase.objects.get(pk=alias.pk).alias_of_id


def test_draft_with_faults_does_not_go_live_as_a_bare_page(homes):
    draft = factories.case(outcomes=[], publish=False)
    page = Page.objects.get(pk=draft.pk)
    page.live = True
    with pytest.raises(PublicationRefused), transaction.atomic():
        page.save()
    assert not Page.objects.get(pk=draft.pk).live
