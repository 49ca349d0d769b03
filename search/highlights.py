"""Marking in a title and in the best part of a text what was asked, from stored offsets: no second analysis."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from knowledge.models import KnowledgePage
from knowledge.types import SearchField
from search.language import FieldTokens, normalise
from search.models import SearchDocument
from search.questions import Question
from search.results import Hit, Segment

FRAGMENT_WORDS = 34
# Words shown before the first one that is marked.
LEAD_WORDS = 6
ELLIPSIS = "…"
PHRASE_WEIGHT = 1.0
ELSEWHERE = 2  # headings or labels that are named when the text shows nothing of the question
FRAGMENT_FIELDS = (SearchField.BODY, SearchField.SUMMARY)


@dataclass(frozen=True)
class _Match:
    """The number of the question's word that stands at a place, and how well: 1 for the word itself."""

    word: int
    weight: float


Matches = Mapping[int, _Match]


@dataclass(frozen=True)
class _Window:
    """A row of words of a field, [first, last), with what matches in the field, and how well the row answers."""

    field: SearchField
    first: int
    last: int
    matches: Matches
    score: tuple[float, int]


def hit(page: KnowledgePage, document: SearchDocument, question: Question, language: str) -> Hit:
    """What a reader of a language sees of a page that was found."""
    title, best = marked_title(document, question), _best(document, question)
    fragment = _fragment(document, best)
    seen = any(segment.marked for segment in (*title, *fragment))
    elsewhere = () if seen else found_elsewhere(document, question)
    attached = best is not None and best.field == SearchField.ATTACHMENTS
    found = Hit(page, title, fragment, elsewhere=elsewhere, in_attachment=attached)
    if page.language == language or not page.bridge_title:
        return found
    return replace(
        found,
        bridge_title=_marked_piece(document, SearchField.HEADINGS, page.bridge_title, question),
        bridge_message=_marked_piece(document, SearchField.SUMMARY, page.bridge_message, question),
    )


def marked_title(document: SearchDocument, question: Question) -> tuple[Segment, ...]:
    """The title in segments."""
    text, tokens = document.text(SearchField.TITLE), document.field_tokens[SearchField.TITLE]
    return _segments(text, tokens, _matches(tokens, question), 0, len(text))


def found_elsewhere(document: SearchDocument, question: Question) -> tuple[tuple[Segment, ...], ...]:
    """The first headings or labels with a word of the question: why a page is there whose text shows none."""
    for field in (SearchField.HEADINGS, SearchField.LABELS):
        text, tokens = document.text(field), document.field_tokens[field]
        matches = _matches(tokens, question)
        lines = list(_lines_with((tokens.starts[place] for place in sorted(matches)), text))[:ELSEWHERE]
        if lines:
            return tuple(_between(text, tokens, matches, start, end) for start, end in lines)
    return ()


def _lines_with(places: Iterable[int], text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each line that holds one of these offsets, which ascend."""
    end = -1
    for place in places:
        if place >= end:
            start = text.rfind("\n", 0, place) + 1
            end = text.find("\n", place) if "\n" in text[place:] else len(text)
            yield start, end


def _between(text: str, tokens: FieldTokens, matches: Matches, start: int, end: int) -> tuple[Segment, ...]:
    inside = [place for place in matches if start <= tokens.starts[place] < end]
    return _segments(text, tokens, inside, start, end)


def _marked_piece(document: SearchDocument, field: SearchField, piece: str, question: Question) -> tuple[Segment, ...]:
    """A piece of a field's text in segments; as it is when the document does not have it (yet)."""
    piece = normalise(piece).strip()
    text, tokens = document.text(field), document.field_tokens[field]
    start = text.rfind(piece)
    if not piece or start < 0:
        return (Segment(piece),) if piece else ()
    return _between(text, tokens, _matches(tokens, question), start, start + len(piece))


def best_fragment(document: SearchDocument, question: Question) -> tuple[Segment, ...]:
    """The part of body or summary with most of the question's words, or that of an attachment if it has more.

    The beginning of the summary where none has any.
    """
    return _fragment(document, _best(document, question))


def _best(document: SearchDocument, question: Question) -> _Window | None:
    windows = [_best_window(document, field, question) for field in FRAGMENT_FIELDS]
    best = max((window for window in windows if window), key=lambda window: window.score, default=None)
    attached = _best_window(document, SearchField.ATTACHMENTS, question)
    # A page is shown by its own words as long as these answer as well, however often a report repeats them.
    return attached if attached and (best is None or attached.score[0] > best.score[0]) else best


def _fragment(document: SearchDocument, best: _Window | None) -> tuple[Segment, ...]:
    if best is None:
        return _beginning(document)
    text, tokens = document.text(best.field), document.field_tokens[best.field]
    start, end = tokens.starts[best.first], tokens.ends[best.last - 1]
    cut_off = best.last < len(tokens.surface)
    end = end if cut_off else len(text)
    inside = [place for place in best.matches if best.first <= place < best.last]
    segments = _segments(text, tokens, inside, start, end)
    before = (Segment(f"{ELLIPSIS} "),) if best.first else ()
    after = (Segment(f" {ELLIPSIS}"),) if cut_off else ()
    return (*before, *segments, *after)


def _beginning(document: SearchDocument) -> tuple[Segment, ...]:
    for field in (SearchField.SUMMARY, SearchField.BODY):
        lines = document.text(field).split("\n")
        if words := lines[-1 if field == SearchField.SUMMARY and not lines[0] else 0].split(" "):
            text = " ".join(words[:FRAGMENT_WORDS])
            if text:
                return (Segment(f"{text} {ELLIPSIS}" if len(words) > FRAGMENT_WORDS else text),)
    return ()


def _matches(tokens: FieldTokens, question: Question) -> Matches:
    """By place in the field, what of the question stands there: the word, a part or a whole of it, or its concept."""
    terms = _by_term(question)
    found: dict[int, _Match] = {}
    asked = terms.keys()
    for place, at in enumerate(tokens.expanded):
        if not asked.isdisjoint(at):
            found[place] = max((terms[term] for term in at if term in terms), key=lambda match: match.weight)
    for number, phrase in enumerate(question.phrases, start=len(question.scoring)):
        for place in _places_of(phrase, tokens.surface):
            for inner in range(place, place + len(phrase)):
                found.setdefault(inner, _Match(number, PHRASE_WEIGHT))
    return found


def _by_term(question: Question) -> dict[str, _Match]:
    """The word that each term stands for: that for which it is the best."""
    best: dict[str, _Match] = {}
    for number, word in enumerate(question.scoring):
        for alternative in word.alternatives:
            known = best.get(alternative.term)
            if known is None or alternative.weight > known.weight:
                best[alternative.term] = _Match(number, alternative.weight)
    return best


def _places_of(phrase: tuple[str, ...], words: tuple[str, ...]) -> list[int]:
    return [
        place for place, word in enumerate(words) if word == phrase[0] and words[place : place + len(phrase)] == phrase
    ]


def _best_window(document: SearchDocument, field: SearchField, question: Question) -> _Window | None:
    """The row with most of the question's words, each by the best that stands for it; then with most marks."""
    tokens = document.field_tokens[field]
    matches = _matches(tokens, question)
    places = sorted(matches)
    best: _Window | None = None
    for number, place in enumerate(places):
        first = max(0, place - LEAD_WORDS)
        last = min(len(tokens.surface), first + FRAGMENT_WORDS)
        inside = places[number : bisect_left(places, last)]
        score = (_worth(matches[other] for other in inside), len(inside))
        if best is None or score > best.score:
            best = _Window(field, first, last, matches, score)
    return best


def _worth(matches: Iterable[_Match]) -> float:
    best: dict[int, float] = {}
    for match in matches:
        best[match.word] = max(match.weight, best.get(match.word, 0.0))
    return sum(best.values())


def _segments(text: str, tokens: FieldTokens, marked: Iterable[int], start: int, end: int) -> tuple[Segment, ...]:
    """The text from `start` to `end`, with the words at the `marked` places marked."""
    segments: list[Segment] = []
    done = start
    for place in sorted(marked):
        if tokens.starts[place] > done:
            segments.append(Segment(_on_one_line(text[done : tokens.starts[place]])))
        segments.append(Segment(text[tokens.starts[place] : tokens.ends[place]], marked=True))
        done = tokens.ends[place]
    if done < end:
        segments.append(Segment(_on_one_line(text[done:end])))
    return tuple(segments)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")
