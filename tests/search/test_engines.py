"""The contract of an engine, the same for all."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import indexing
from search.engines.base import Request
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import SearchDocument
from search.queries import NO_VALUE, Sort
from search.questions import parse
from tests.search.documents import DAY, NAMES, NOW, PHASES, THEMES, BruteForce, corpus, document

MANY = corpus()
FACETS = ("type", "theme", "phase")
LITTLE = [
    document(901, "Zelforganisatie in de praktijk", body="Bewoners organiseren zelf de zorg. Dat werkt goed."),
    document(902, "Zorg", body="Een korte tekst over iets anders."),
    document(903, "De zorg van morgen", summary="Over zorg en samenwerking tussen gemeenten en bewoners."),
    document(904, "Ideeën uit ’s-Hertogenbosch", body="Co-creatie met foto’s. Rekening 2026 van D66."),
    document(905, "Cocreatie in de wijk", body="Samen ontwerpen.\nMet de buurt erbij."),
    document(906, "Network governance", language="en", body="Cities and their residents working together."),
    document(907, "Zorg", body="Ingetrokken", visible=False),
    document(908, "Zorg voor gisteren", body="Verlopen", expires=NOW - DAY),
]


def store(engine, documents):
    """Put documents where the engine reads them."""
    indexing.store([*documents])
    if isinstance(engine, ElasticsearchEngine):
        engine.put(documents)
        engine.refresh()


def forget(engine, documents):
    """Take documents away again."""
    engine.delete({found.page_id: found.version for found in documents})
    SearchDocument.objects.filter(pk__in=[found.page_id for found in documents]).delete()
    if isinstance(engine, ElasticsearchEngine):
        engine.refresh()


def holding(engine, blocker, documents):
    """The engine with these documents for as long as the fixture lives."""
    with blocker.unblock(), transaction.atomic():
        store(engine, documents)
        yield engine
        forget(engine, documents)
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def little(engine, django_db_blocker):
    """An engine with a few documents."""
    yield from holding(engine, django_db_blocker, LITTLE)


@pytest.fixture(scope="class")
def full(engine, django_db_blocker):
    """An engine with many documents."""
    yield from holding(engine, django_db_blocker, MANY)


def ask(text, *languages, **fields):
    """A request by a Dutch reader."""
    values = {"languages": languages or ("nl",), "at": NOW, "limit": 1000, **fields}
    return Request(question=parse(text, "nl"), **values)


class TestWords:
    """What is found by which words."""

    def found(self, engine, text, *languages, **fields):
        return list(engine.search(ask(text, *languages, **fields)).page_ids)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("samenwerkingen", {903}),  # inflection
            ("ideeen", {904}),  # diacritics
            ("IDEEËN", {904}),
            ("idee\u0308en", {904}),  # an accent as a character of its own
            ("hertogenbosch", {904}),
            ("foto's", {904}),
            ("fotos", {904}),
            ("co-creatie", {904, 905}),
            ("cocreatie", {904, 905}),
            ("2026", {904}),
            ("d66", {904}),
            ('"de praktijk"', {901}),
            ('"praktijk de"', set()),
            ('"ontwerpen met"', set()),  # a phrase does not run from one paragraph into the next
            ("zorg -bewoners", {902}),
            ("-zorg", {904, 905}),
            ("wat is de zorg voor", {901, 902, 903}),
            ("residents", set()),
            ("", {901, 902, 903, 904, 905}),
            ("met", {904, 905}),  # nothing but stop words: those very words
            ("onbekendwoord", set()),
            ("onbekendwoord samenwerking", {903}),
        ],
    )
    def test_words_find(self, little, text, expected):
        assert set(self.found(little, text)) == expected

    def test_other_languages_are_found_when_asked(self, little):
        assert self.found(little, "residents", "nl", "en") == [906]
        assert self.found(little, "city", "en") == [906]

    def test_exact_title_comes_first_and_title_before_text(self, little):
        assert self.found(little, "zorg") == [902, 903, 901]
        assert self.found(little, "de zorg van morgen")[0] == 903

    def test_unknown_words_are_named(self, little):
        assert little.search(ask("onbekendwoord zorg")).unknown == ("onbekendwoord",)

    def test_a_withdrawn_or_expired_document_is_not_found(self, little):
        assert not {907, 908} & set(self.found(little, "zorg"))
        assert 908 in self.found(little, "zorg", at=NOW - 2 * DAY)

    @pytest.mark.parametrize(
        ("words", "expected"),
        [(["zo"], [902, 903]), (["zorg", "mor"], [903]), (["coc"], [905]), (["de"], [903, 905, 901]), (["q"], [])],
    )
    def test_suggestions_are_titles_that_begin_so(self, little, words, expected):
        assert list(little.suggest(words, ["nl"], NOW, 8)) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "'", '"', '""', '"""', "''", "\\", "%", "_", "*", "?", ":", "a:b", "title:x", "{x} : y", "(", ")",
            "AND", "OR NOT",
            "NEAR(a b)", "'; DROP TABLE search_index; --", "a & | !", "<script>", "\u202eabc", "\u200f", "😀",
            "e\u0301" * 50,
            "a" * 10_000, "zorg " * 3_000, "-", "--", '-"', '"-"', "¶", "=zorg", "ﬁ", "½", "١٢٣", "中文",
            "\n\t\r", "\ud800", "a-b-c-d",
            "^zorg", "zorg^2", "zorg~", "[1 TO 2]", "_exists_:x", "\x00",
        ],
    )  # fmt: skip
    def test_hostile_questions_are_answered(self, little, text):
        answer = little.search(ask(text, facets=FACETS, filters={"type": ("'", '"', "%")}))
        assert answer.total == len(answer.page_ids)
        little.suggest(parse(text, "nl").title_key.split() or ["x"], ["nl"], NOW, 8)


class TestResultSet:
    """Counts, facets and pages over the set that design.md defines."""

    truth = BruteForce(MANY)

    questions = st.lists(
        st.one_of(
            st.sampled_from([*NAMES["nl"], *NAMES["en"], "onbekend", "zzz"]),
            st.sampled_from(NAMES["nl"]).map(lambda word: f"-{word}"),
            st.lists(st.sampled_from(NAMES["nl"]), min_size=1, max_size=2).map(lambda words: f'"{" ".join(words)}"'),
        ),
        max_size=7,
    ).map(" ".join)
    filters = st.fixed_dictionaries(
        {},
        optional={
            "type": st.lists(st.sampled_from(["case", "research", "none"]), min_size=1, unique=True).map(tuple),
            "theme": st.lists(st.sampled_from([*THEMES, NO_VALUE]), min_size=1, unique=True).map(tuple),
            "phase": st.lists(st.sampled_from([*PHASES, NO_VALUE]), min_size=1, unique=True).map(tuple),
        },
    )

    @settings(
        max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
    )
    @given(
        text=questions,
        chosen=filters,
        languages=st.sampled_from([("nl",), ("en",), ("nl", "en")]),
        needed=st.sampled_from([0.5, 0.2]),
    )
    def test_results_and_counts_equal_brute_force(self, full, text, chosen, languages, needed):
        request = ask(text, *languages, filters=chosen, facets=FACETS, needed=needed)
        answer = full.search(request)
        assert set(answer.page_ids) == self.truth.results(request)
        assert answer.total == len(answer.page_ids) == len(set(answer.page_ids))
        assert {facet: dict(counts) for facet, counts in answer.facets.items()} == self.truth.facets(request)

    @pytest.mark.parametrize("sort", list(Sort))
    @pytest.mark.parametrize("text", ["gemeente bewoners", "zorg", "", '"de"'])
    def test_pages_hold_every_result_once_in_a_stable_order(self, full, text, sort):
        request = ask(text, sort=sort)
        whole = full.search(request).page_ids
        pages = [
            full.search(replace(request, offset=offset, limit=7)).page_ids for offset in range(0, len(whole) + 7, 7)
        ]
        assert [page_id for page in pages for page_id in page] == list(whole)
        assert set(whole) == self.truth.results(request)

    def test_newest_and_title_are_ordered_with_ties_by_id(self, full):
        by_id = {found.page_id: found for found in MANY}
        newest = full.search(ask("", sort=Sort.NEWEST)).page_ids
        assert list(newest) == sorted(newest, key=lambda pk: (-by_id[pk].published_at.timestamp(), pk))
        titles = full.search(ask("", sort=Sort.TITLE)).page_ids
        assert list(titles) == sorted(titles, key=lambda pk: (by_id[pk].title_key.encode(), pk))

    def test_versions_tell_what_is_held(self, full):
        held = dict(full.versions())
        assert held == {found.page_id: found.version for found in MANY if found.visible}


class TestChange:
    """Storing, withdrawing and building anew."""

    @pytest.fixture
    def empty(self, engine, db):
        yield engine
        forget(engine, [document(801), document(802), document(803)])

    def total(self, engine, text):
        if isinstance(engine, ElasticsearchEngine):
            engine.refresh()
        return engine.search(ask(text)).total

    def test_a_changed_document_is_found_by_its_new_words_only(self, empty):
        store(empty, [document(801, "Oude titel")])
        store(empty, [document(801, "Nieuwe titel")])
        assert (self.total(empty, "oude"), self.total(empty, "nieuwe")) == (0, 1)

    def test_a_withdrawn_document_is_gone_and_can_come_back(self, empty):
        store(empty, [document(801, "Titel")])
        store(empty, [document(801, visible=False)])
        assert self.total(empty, "titel") == 0
        assert list(empty.versions()) == []
        store(empty, [document(801, "Titel")])
        assert self.total(empty, "titel") == 1

    def test_putting_twice_and_deleting_what_is_not_there_does_no_harm(self, empty):
        store(empty, [document(801, "Titel")])
        store(empty, [document(801, "Titel")])
        empty.delete({802: 1, 803: 1})
        assert self.total(empty, "titel") == 1

    def test_a_rebuild_leaves_out_what_should_not_be_there_and_takes_up_what_was_missing(self, empty):
        first = document(801, "Titel een")
        store(empty, [first, document(802, "Titel twee")])
        empty.delete({801: first.version})
        assert self.total(empty, "titel") == 1
        assert empty.rebuild(SearchDocument.objects.order_by("pk")) == 2
        assert self.total(empty, "titel") == 2
        assert sorted(page_id for page_id, _version in empty.versions()) == [801, 802]

    def test_readers_see_the_old_index_until_the_new_one_is_whole(self, empty):
        first, second = document(801, "Titel een"), document(802, "Titel twee")
        store(empty, [first, second])
        seen = []

        def documents():
            seen.append(self.total(empty, "titel"))
            yield first
            # A change during the rebuild shows before the swap and after it, also where the rebuild read it before.
            store(empty, [document(801, "Anders een"), document(803, "Titel drie")])
            seen.append(self.total(empty, "titel"))
            yield second

        empty.rebuild(documents())
        assert seen == [2, 2]
        assert (self.total(empty, "titel"), self.total(empty, "anders")) == (2, 1)

    def test_expiry_is_asked_to_the_microsecond(self, empty):
        store(empty, [document(801, "Titel", expires=NOW + timedelta(microseconds=1))])
        assert self.total(empty, "titel") == 1
        assert empty.search(ask("titel", at=NOW + timedelta(microseconds=1))).total == 0
