"""The sentence vectors of what can be found."""

from django.db import models

from search.vectors.texts import Kind


class DocumentVector(models.Model):
    """What a model of language made of a document's text; it goes when the document is withdrawn.

    `document_version` is that of the document when its text was last looked at, `text_hash` that of the text.
    `generation` is in microseconds and grows with each change: what memory has to read again.
    """

    document = models.ForeignKey("search.SearchDocument", on_delete=models.CASCADE, related_name="vectors")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    model = models.CharField(max_length=60)  # name and version, as in contract.model
    document_version = models.BigIntegerField()
    text_hash = models.CharField(max_length=64)
    vector = models.BinaryField()  # numbers of 16 bits
    generation = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "kind"], name="search_vector_once")]
        indexes = [models.Index(fields=["generation"], name="search_vector_generation")]

    def __str__(self) -> str:
        return f"{self.document_id} ({self.kind}, {self.model})"
