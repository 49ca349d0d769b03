"""The state of the index in the database: a number that grows with each change, taken under a lock."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from search.models import IndexState

ONLY = 1  # the primary key of the one row


@dataclass(frozen=True)
class State:
    """Equal states are equal indexes."""

    epoch: UUID
    generation: int


def current() -> State | None:
    """The state of what is stored; None before anything was. One query."""
    row = IndexState.objects.filter(pk=ONLY).values_list("epoch", "generation").first()
    return State(*row) if row else None


def lock() -> None:
    """Wait until no other transaction changes the index, and keep others waiting until this one ends."""
    if not IndexState.objects.select_for_update().filter(pk=ONLY).exists():
        IndexState.objects.get_or_create(pk=ONLY)
        IndexState.objects.select_for_update().get(pk=ONLY)


def next_generation() -> int:
    """A number larger than that of every change that is committed, for a change in this transaction."""
    with transaction.atomic():
        lock()
        IndexState.objects.filter(pk=ONLY).update(generation=F("generation") + 1)
        return IndexState.objects.values_list("generation", flat=True).get(pk=ONLY)
