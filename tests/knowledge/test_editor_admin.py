"""What an editor meets in the admin when a page is not ready, and when it is."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from knowledge.models import PracticeCase
from knowledge.publication import findings
from knowledge.site import section
from tests import factories

pytestmark = pytest.mark.django_db

TITLE = "Bewoners nemen de dagopvang over"
STREAMS = (
    "context", "intervention", "mechanisms", "outcomes", "failures", "actors", "adopters", "sources", "notices",
)  # fmt: skip
RICH_TEXTS = ("do_differently", "conditions", "not_when", "needs")


@pytest.fixture
def desk(homes, client):
    """The editor at the admin."""
    client.force_login(factories.editor())
    return client


def story(text):
    return streamfield([("paragraph", rich_text(f"<p>{text}</p>"))])


def complete_links(concepts):
    return inline_formset([{"concept": concept.pk} for concept in concepts])


def concepts():
    return [factories.concept("theme", "trust"), factories.concept("gov_layer", "municipality")]


def form(**changes):
    """What the form of a practice case posts: a complete case, unless told otherwise."""
    values = {
        "title": TITLE,
        "slug": "dagopvang",
        "summary": "Bewoners namen de dagopvang over. De gemeente hielp op afstand.",
        "reader_status": "current",
        "licence": "cc-by-4.0",
        "review_by": "2027-11-01",
        "concept_links": complete_links(concepts()),
        "relations": inline_formset([]),
        "comments": inline_formset([]),
        **{name: streamfield([]) for name in STREAMS},
        **{name: rich_text("") for name in RICH_TEXTS},
        "context": story("De zorgaanbieder stopte."),
        "intervention": story("Bewoners richtten een coöperatie op."),
        "outcomes": story("Achtendertig bezoekers per week."),
        "failures": story("De verzekering was niet geregeld."),
    }
    return nested_form_data({**values, **changes})


def add_url():
    return reverse("wagtailadmin_pages:add", args=["knowledge", "practicecase", section("case", "nl").pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish(data):
    return {**data, "action-publish": "1"}


def incomplete_draft():
    return factories.case(title="Nog niet klaar", outcomes=[], publish=False)


def test_form_says_at_each_field_what_is_missing_and_loses_nothing(desk):
    data = form(summary="", outcomes=streamfield([]), concept_links=complete_links([]))
    answer = desk.post(add_url(), publish(data))
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert set(errors) >= {"summary", "outcomes"}
    codes = {error.code for found in errors.as_data().values() for error in found}
    assert codes >= {"missing:summary", "missing:concept_links:theme", "missing:concept_links:gov_layer"}
    html = answer.content.decode()
    assert TITLE in html
    assert "De zorgaanbieder stopte." in html
    assert not PracticeCase.objects.exists()


def test_the_same_incomplete_page_is_saved_as_a_draft(desk):
    answer = desk.post(add_url(), form(summary="", outcomes=streamfield([]), concept_links=complete_links([])))
    assert answer.status_code == 302
    draft = PracticeCase.objects.get()
    assert not draft.live
    assert draft.title == TITLE


def test_complete_page_is_published_from_the_add_form_with_each_link_once(desk):
    other = factories.research()
    relations = inline_formset([{"kind": "supports", "target": other.pk}])
    answer = desk.post(add_url(), publish(form(relations=relations)))
    assert answer.status_code == 302, answer.context["form"].errors
    page = PracticeCase.objects.get()
    assert page.live
    assert page.concept_links.count() == 2
    assert page.relations.count() == 1
    assert PracticeCase.objects.count() == 1


def test_publishing_again_from_the_edit_form_keeps_each_link_once(desk):
    other = factories.research()
    desk.post(add_url(), publish(form(relations=inline_formset([{"kind": "supports", "target": other.pk}]))))
    page = PracticeCase.objects.get()
    links = [
        {"id": link.pk, "concept": link.concept_id, "ORDER": str(order), "DELETE": ""}
        for order, link in enumerate(page.concept_links.all(), start=1)
    ]
    kept = page.relations.get()
    relations = [{"id": kept.pk, "kind": "contradicts", "target": other.pk, "ORDER": "1", "DELETE": ""}]
    added = {"id": "", "concept": factories.concept("theme", "mandate").pk, "ORDER": "3", "DELETE": ""}
    changes = {
        "title": "Bewoners namen de dagopvang over",
        "concept_links": inline_formset([*links, added], initial=len(links)),
        "relations": inline_formset(relations, initial=1),
    }
    answer = desk.post(edit_url(page), publish(form(**changes)))
    assert answer.status_code == 302, answer.context["form"].errors
    page = PracticeCase.objects.get()
    assert page.title == "Bewoners namen de dagopvang over"
    assert [link.concept.key for link in page.concept_links.all()] == ["trust", "municipality", "mandate"]
    assert page.concept_links.first().pk == links[0]["id"]
    assert [(relation.pk, relation.kind) for relation in page.relations.all()] == [(kept.pk, "contradicts")]


def test_emptying_a_live_page_is_refused_in_the_edit_form(desk):
    desk.post(add_url(), publish(form()))
    page = PracticeCase.objects.get()
    links = inline_formset(
        [
            {"id": link.pk, "concept": link.concept_id, "ORDER": str(order), "DELETE": ""}
            for order, link in enumerate(page.concept_links.all(), start=1)
        ],
        initial=2,
    )
    answer = desk.post(edit_url(page), publish(form(concept_links=links, outcomes=streamfield([]))))
    assert answer.status_code == 200
    assert "outcomes" in answer.context["form"].errors
    page.refresh_from_db()
    assert len(page.outcomes) == 1


def test_bulk_publishing_an_incomplete_draft_ends_in_a_message(desk):
    draft = incomplete_draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = desk.post(f"{url}?id={draft.pk}", {"include_descendants": False}, follow=True)
    assert answer.status_code == 200
    assert {str(finding.message) for finding in findings(draft)} <= {
        str(message) for message in answer.context["messages"]
    }
    assert not PracticeCase.objects.get(pk=draft.pk).live


def test_approving_an_incomplete_draft_ends_in_a_message(desk):
    draft = incomplete_draft()
    group = Group.objects.get(name="Editors")
    task = GroupApprovalTask.objects.create(name="Nalezen")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Nalezen")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    state = workflow.start(draft, factories.superuser())
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.current_task_state.pk])
    answer = desk.post(url, {"comment": ""}, follow=True)
    assert answer.status_code == 200
    assert {str(finding.message) for finding in findings(draft)} <= {
        str(message) for message in answer.context["messages"]
    }
    assert not PracticeCase.objects.get(pk=draft.pk).live


def test_scheduled_publishing_passes_over_an_incomplete_page_and_publishes_the_others(homes):
    hour_ago = timezone.now() - timedelta(hours=1)
    incomplete = incomplete_draft()
    complete = factories.case(title="Klaar", publish=False)
    for page in (incomplete, complete):
        revision = page.get_latest_revision()
        revision.approved_go_live_at = hour_ago
        revision.save()
    call_command("publish_scheduled")
    assert not PracticeCase.objects.get(pk=incomplete.pk).live
    assert PracticeCase.objects.get(pk=complete.pk).live
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_editors_may_do_their_work_and_no_more(desk, homes):
    for language in ("nl", "en"):
        page = factories.case(language=language)
        rights = page.permissions_for_user(desk_user(desk))
        assert rights.can_edit()
        assert rights.can_publish()
        assert rights.can_unpublish()
    user = desk_user(desk)
    for right in (
        "wagtail_localize.submit_translation", "wagtailimages.add_image", "wagtailimages.choose_image",
        "wagtaildocs.add_document", "knowledge.add_concept", "knowledge.change_concept",
    ):  # fmt: skip
        assert user.has_perm(right), right
    for name in ("wagtailimages:add", "wagtaildocs:add"):
        assert desk.get(reverse(name)).status_code == 200
    assert desk.get(reverse("wagtailusers_users:index")).status_code == 302


def desk_user(client):
    return get_user_model().objects.get(pk=client.session["_auth_user_id"])
