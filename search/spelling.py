"""The words of the pages, counted in the background, for correcting and completing those that no page has."""

from collections import Counter
from threading import Lock

from search import state
from search.language import Speller
from search.models import SearchDocument, SearchWords

ONLY = 1  # the primary key of the one row
SHORTEST, LONGEST = 4, 40  # letters of a word that is kept
# The most frequent are kept: a corrector's memory and the time to build it grow with them.
MAX_WORDS = 60_000
CHUNK = 500


def count_words() -> int:
    """Count the words of all visible documents anew if the index changed since; gives their number."""
    present = state.current()
    if present is None:
        return 0
    row = SearchWords.objects.filter(pk=ONLY).only("generation", "epoch").first()
    if row and (row.epoch, row.generation) == (present.epoch, present.generation):
        return 0
    counts = _counted()
    words = dict(counts.most_common(MAX_WORDS))
    values = {"generation": present.generation, "epoch": present.epoch, "words": words}
    SearchWords.objects.update_or_create(pk=ONLY, defaults=values)
    return len(words)


def _counted() -> Counter[str]:
    counts: Counter[str] = Counter()
    documents = SearchDocument.objects.filter(visible=True).only("tokens")
    for document in documents.iterator(chunk_size=CHUNK):
        words = {word for field in document.tokens.values() for word in field["surface"].split()}
        counts.update(word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha())
    return counts


_lock = Lock()
_known: tuple[state.State, Speller] | None = None


def speller() -> Speller | None:
    """The corrector with the words as they were last counted; None before they were. One query."""
    global _known  # noqa: PLW0603  # one for the process: it takes a second to build
    row = SearchWords.objects.filter(pk=ONLY).values_list("epoch", "generation").first()
    if row is None:
        return None
    counted = state.State(*row)
    with _lock:
        if _known is None or _known[0] != counted:
            words = SearchWords.objects.values_list("words", flat=True).get(pk=ONLY)
            _known = (counted, Speller(words))
        return _known[1]
