"""The contract of an engine outside the database: it may be away, be slow, or refuse a document."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.engines.base import PATIENCE, Engine, EngineUnavailable
from search.models import SearchDocument


@dataclass(frozen=True)
class Outcome:
    """What became of documents that were sent: all are stored but these, named by page with the reason.

    `refused` are those that the engine does not take as they are, `later` those that it could not take now.
    """

    refused: Mapping[int, str] = field(default_factory=dict)
    later: Mapping[int, str] = field(default_factory=dict)

    @property
    def trouble(self) -> dict[int, str]:
        """All that is not stored."""
        return {**self.later, **self.refused}

    def __or__(self, other: "Outcome") -> "Outcome":
        """What became of documents that were sent to two places."""
        return Outcome({**self.refused, **other.refused}, {**self.later, **other.later})


class RemoteEngine(Engine):
    """An engine that follows the database at a distance."""

    # Until this moment of the monotonic clock nobody waits for a delivery in a request.
    rests_until = 0.0

    @abstractmethod
    def send(self, documents: Sequence[SearchDocument], *, seconds: float = PATIENCE) -> Outcome:
        """Store documents as `put` does, but tell of each what became of it; what can be tried again is, in the time.

        Raises EngineUnavailable when the engine is away; whether something is stored is then not known.
        """

    def put(self, documents: Sequence[SearchDocument], *, seconds: float = PATIENCE) -> None:
        trouble = self.send(documents, seconds=seconds).trouble
        if trouble:
            page_id, reason = next(iter(trouble.items()))
            raise EngineUnavailable(f"{len(trouble)} documents, of page {page_id} for one: {reason}")

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is an index that this version of the code can search."""

    @abstractmethod
    def refresh(self) -> None:
        """Make all that was put visible to searches now, instead of within a second."""
