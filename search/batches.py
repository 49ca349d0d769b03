"""Long lists in parts."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size` (itertools.batched is there from Python 3.12)."""
    remaining = iter(items)
    while part := list(islice(remaining, size)):
        yield part
