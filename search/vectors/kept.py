"""Vectors kept in a file by the hash of their text, so that no text is read twice by the same model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from search.batches import batches
from search.vectors.contract import Embedder, Matrix, Vector
from search.vectors.texts import text_hash

BATCH = 32
HASH_BYTES = 32


class KeptVectors:
    """An embedder whose documents come from a folder where they are there; new ones are added as they are made.

    A record is the hash of a text and its vector in 16 bits, written at the end of the file in one piece: processes
    may write beside each other, and what a process that died left half is passed over.
    """

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        self.name, self.version, self.size = embedder.name, embedder.version, embedder.size
        self._path = folder / f"{embedder.name}-{embedder.version}.vectors"
        self._record = np.dtype([("hash", f"V{HASH_BYTES}"), ("vector", np.float16, (embedder.size,))])
        self._known = self._read()

    def documents(self, texts: Sequence[str]) -> Matrix:
        """The vectors of texts; those that are not kept are made, and kept a few at a time."""
        hashes = [bytes.fromhex(text_hash(text)) for text in texts]
        missing = [place for place, key in enumerate(hashes) if key not in self._known]
        for batch in batches(missing, BATCH):
            made = self._embedder.documents([texts[place] for place in batch])
            self._keep([hashes[place] for place in batch], made)
        rows = [self._known[key] for key in hashes]
        return np.array(rows, np.float32).reshape(-1, self.size)

    def question(self, text: str) -> Vector:
        """The vector of a question, made anew."""
        return self._embedder.question(text)

    def _read(self) -> dict[bytes, Vector]:
        if not self._path.exists():
            return {}
        data = self._path.read_bytes()
        whole = len(data) // self._record.itemsize * self._record.itemsize
        if whole != len(data):
            self._path.write_bytes(data[:whole])
        records = np.frombuffer(data[:whole], self._record)
        return {bytes(record["hash"]): record["vector"].astype(np.float32) for record in records}

    def _keep(self, hashes: Sequence[bytes], vectors: Matrix) -> None:
        records = np.zeros(len(hashes), self._record)
        for record, key, vector in zip(records, hashes, vectors, strict=True):
            record["hash"], record["vector"] = np.void(key), vector
            self._known[key] = record["vector"].astype(np.float32)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab", buffering=0) as file:
            file.write(records.tobytes())
