"""Moments as whole numbers, which every engine and column compares alike."""

from datetime import UTC, datetime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER_EXPIRES = 2**62  # microseconds; a number, so that one comparison asks all documents


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, exactly: Elasticsearch's own dates are of milliseconds, those of databases finer."""
    passed = moment - EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds
