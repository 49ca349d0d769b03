"""The truth about what can be found, and the outbox to Elasticsearch."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from uuid import uuid4

from django.db import models

from knowledge.types import SearchField
from search.asked.models import AskedDay, AskedQuestion
from search.attachments.models import AttachmentText
from search.language import FieldTokens
from search.reindexing.models import Reindexing
from search.terms import DocumentTerms
from search.vectors.models import DocumentVector

__all__ = [
    "AskedDay",
    "AskedQuestion",
    "AttachmentText",
    "DocumentFacet",
    "DocumentVector",
    "IndexTask",
    "Reindexing",
    "SearchDocument",
]

# The order in which a document's fields stand in every index.
FIELDS = tuple(SearchField)


def stored_terms(counts: Mapping[str, Mapping[str, int]], lengths: Sequence[int]) -> DocumentTerms:
    """The terms of a document from its columns `terms` and `lengths`."""
    return DocumentTerms(
        counts, {field.value: length for field, length in zip(FIELDS, lengths, strict=False) if length}
    )


class SearchDocument(models.Model):
    """A page as it can be found, on every installation; engines hold nothing that is not made from it.

    Written in the transaction that changes what readers may see. A withdrawn page keeps a row with `visible` false and
    no content, so that engines learn of it, and goes after a day. No foreign key to the page: the row outlives it.
    """

    page_id = models.BigIntegerField(primary_key=True)
    translation_key = models.UUIDField()
    language = models.CharField(max_length=12)
    type_key = models.CharField(max_length=30)
    title_key = models.TextField(blank=True)  # the title as folded words: exact titles, order by title
    published_at = models.DateTimeField()
    expire_at = models.DateTimeField(null=True)  # searches ask it, because a page stays live until a command runs
    visible = models.BooleanField(default=True)
    version = models.BigIntegerField()  # microseconds since 1970 of the change, always growing
    generation = models.BigIntegerField(default=0)  # of the index, when this was stored: what memory has to read again
    fingerprint = models.CharField(max_length=64)  # of the content, to see that nothing changed
    changed_at = models.DateTimeField()
    # The long ones last: SQLite reads a row from its beginning, and searches ask the columns above of many rows.
    lengths = models.JSONField(default=list)  # meaningful words by field, in the order of FIELDS
    terms = models.JSONField(default=dict)  # how often each term stands in each field, for the ranker
    texts = models.JSONField(default=dict)  # normalised text by field
    tokens = models.JSONField(default=dict)  # FieldTokens.to_json() by field
    facets = models.JSONField(default=dict)  # keys by facet

    class Meta:
        indexes = [
            # All that a search asks of every document, so that counting them reads no row.
            models.Index(fields=["language", "visible", "expire_at"], name="search_doc_scope"),
            models.Index(fields=["title_key"], name="search_doc_title"),
            models.Index(fields=["generation"], name="search_doc_generation"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} ({self.language})"

    @cached_property
    def field_tokens(self) -> dict[SearchField, FieldTokens]:
        """The tokens of every field, empty ones included."""
        return {
            field: FieldTokens.from_json(self.tokens[field]) if field in self.tokens else FieldTokens()
            for field in FIELDS
        }

    @property
    def document_terms(self) -> DocumentTerms:
        """How often each term stands in each field."""
        return stored_terms(self.terms, self.lengths)

    def text(self, field: SearchField) -> str:
        """The text of a field into which its tokens' offsets point."""
        return str(self.texts.get(field, ""))


class DocumentFacet(models.Model):
    """One value of one facet of a visible document, so that databases can count."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="facet_rows")
    facet = models.CharField(max_length=40)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "facet", "key"], name="search_facet_once"),
        ]
        indexes = [models.Index(fields=["facet", "key", "document"], name="search_facet_value")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.facet}={self.key}"


class IndexState(models.Model):
    """One row that says which state the index is in; processes see by it that what they remember is old.

    Whoever changes documents locks it first and until the end of the transaction, so that generations become visible in
    their order. `epoch` tells one history of generations from another, after a restored or emptied database.
    """

    generation = models.BigIntegerField(default=0)
    epoch = models.UUIDField(default=uuid4)

    def __str__(self) -> str:
        return str(self.generation)


class SearchWords(models.Model):
    """One row with the words of all visible documents and in how many each stands, as of a state of the index."""

    generation = models.BigIntegerField()
    epoch = models.UUIDField()
    words = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.generation)


class IndexTask(models.Model):
    """A page whose document Elasticsearch may not have yet; one row a page, however often it changes.

    It holds no operation: whoever delivers it sends the document as it is then. `version` is that of the document when
    it was noted, so that a change during a delivery is seen and the row stays.
    """

    page_id = models.BigIntegerField(unique=True)
    version = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0)  # that failed, since the document changed
    try_after = models.DateTimeField(null=True)
    error = models.TextField(blank=True)  # why Elasticsearch refuses the document as it is: it is set apart

    def __str__(self) -> str:
        return str(self.page_id)
