"""Model fields that keep migrations small."""

from typing import Any

from wagtail.fields import StreamField


class StoryField(StreamField):
    """A StreamField whose block definitions stay out of migrations.

    Blocks hold no schema: the column is JSON whatever they are. Writing them into each migration would make a new
    migration for each changed help text, and files of megabytes after a year.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
