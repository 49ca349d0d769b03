"""An editor changes a term: what finds it at once, what only after a re-index, and how that goes."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from home.periodic import jobs
from knowledge.models import Concept
from search.concepts import concept_map
from search.language import concept_term
from search.models import Reindexing, SearchDocument
from search.reindexing.work import Stage, ask, carry_out, progress
from tests import factories

pytestmark = pytest.mark.django_db

TERM = concept_term("term", "region-deal")


@pytest.fixture
def desk(homes, client):
    """The editor at the admin."""
    client.force_login(factories.editor())
    return client


def region_deal() -> Concept:
    return factories.concept("term", "region-deal", label="regiodeal", definition="Een afspraak.")


def knows_the_term(page) -> bool:
    document = SearchDocument.objects.get(pk=page.pk)
    return any(TERM in tokens.terms() for tokens in document.field_tokens.values())


def test_pages_learn_a_new_synonym_by_a_reindex(homes):
    term = region_deal()
    page = factories.case(title="Het streekakkoord")
    assert not knows_the_term(page)
    term.synonyms = "streekakkoord"
    term.save()
    assert not knows_the_term(page)
    ask(None)
    assert carry_out() >= 1
    assert knows_the_term(page)
    assert carry_out() == 0


def test_a_page_that_changes_learns_it_by_itself(homes):
    region_deal()
    page = factories.case(title="Het streekakkoord")
    page.title = "De regiodeal"
    page.save_revision().publish()
    assert knows_the_term(page)


def test_state_goes_from_asked_to_running_to_done(homes):
    call_command("rebuild_search")
    assert not progress().behind
    region_deal()
    pages = [factories.case() for _n in range(3)]
    assert progress().behind
    ask(factories.editor())
    asked = progress()
    assert (asked.stage, asked.asked_by) == (Stage.ASKED, "redacteur")
    carry_out(turn_seconds=-1)
    assert (progress().stage, progress().pages) == (Stage.RUNNING, len(pages))
    carry_out()
    done = progress()
    assert done.stage == Stage.DONE
    assert not done.behind


def test_a_turn_that_died_is_taken_up_where_it_was(homes, monkeypatch):
    monkeypatch.setattr("search.reindexing.work.BATCH", 1)
    pages = [factories.case() for _n in range(3)]
    ask(None)
    carry_out(turn_seconds=-1)
    assert Reindexing.objects.get().cursor == pages[0].pk
    assert carry_out() == len(pages) - 1


def test_asking_again_meanwhile_begins_anew(homes, monkeypatch):
    monkeypatch.setattr("search.reindexing.work.BATCH", 1)
    pages = [factories.case() for _n in range(2)]
    ask(None)
    carry_out(turn_seconds=-1)
    ask(None)
    assert progress().stage == Stage.ASKED
    assert carry_out() == len(pages)


def test_names_that_change_during_a_reindex_leave_it_behind(homes):
    ask(None)
    Reindexing.objects.update(started_at=timezone.now(), started_with=concept_map().version)
    region_deal()
    carry_out()
    assert progress().stage == Stage.DONE
    assert progress().behind


def test_it_is_a_periodic_job_of_every_minute(homes):
    job = next(job for job in jobs() if job.name == "reindex")
    assert job.every == timedelta(minutes=1)
    ask(None)
    job.run()
    assert progress().stage == Stage.DONE


def test_an_editor_asks_with_a_button_and_a_look_asks_nothing(desk):
    url = reverse("search_reindex")
    assert 'method="post"' in desk.get(url).content.decode()
    assert not Reindexing.objects.exists()
    page = desk.post(url, follow=True)
    assert page.status_code == 200
    row = Reindexing.objects.get()
    assert row.asked_by == get_user_model().objects.get(username="redacteur")
    assert f'<form action="{url}"' not in page.content.decode()


def test_others_cannot_ask(homes, client):
    user = get_user_model().objects.create_user("bezoeker", "bezoeker@example.org", "wachtwoord-voor-tests")
    client.force_login(user)
    assert client.post(reverse("search_reindex")).status_code in {302, 403}
    client.logout()
    assert client.post(reverse("search_reindex")).status_code == 302
    assert not Reindexing.objects.exists()


def test_an_editor_is_told_of_it_when_names_changed_and_not_otherwise(desk):
    term = {
        "label": "regiodeal", "abbreviation": "", "definition": "Een afspraak.", "synonyms": "", "plural_forms": "",
        "marked": "on", "other_label": "Region Deal", "other_abbreviation": "", "other_definition": "An agreement.",
        "other_synonyms": "", "other_plural_forms": "", "other_marked": "on",
    }  # fmt: skip
    url = reverse("search_reindex")
    added = desk.post(reverse("glossary:add"), term, follow=True)
    assert url in added.content.decode()
    own = Concept.objects.get(scheme="term", locale__language_code="nl")
    edit = reverse("glossary:edit", args=[own.pk])
    explained = desk.post(edit, {**term, "definition": "Iets anders."}, follow=True)
    assert url not in explained.content.decode()
    renamed = desk.post(edit, {**term, "synonyms": "streekakkoord"}, follow=True)
    assert url in renamed.content.decode()
