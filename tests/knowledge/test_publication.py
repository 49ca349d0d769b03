"""What an editor is told, and what readers see, when a page is published."""

import pytest
from django.db import transaction

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
