"""Adding a reader's word to a concept."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from knowledge.models import Concept


@transaction.atomic
def add_synonym(concept: Concept, word: str, user: Any) -> None:
    """Add a word to a concept's synonyms, on a line of its own; kept in the concept's history."""
    stored = Concept.objects.select_for_update().get(pk=concept.pk)
    lines = [line for line in stored.synonyms.splitlines() if line.strip()]
    stored.synonyms = "\n".join([*lines, " ".join(word.split())])
    stored.save()
    log(instance=stored, action="wagtail.edit", user=user, content_changed=True)
