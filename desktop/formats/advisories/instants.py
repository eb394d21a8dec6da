"""Dates and times as every format for machines writes them."""

from datetime import UTC, datetime


def instant(moment: datetime) -> str:
    """In UTC, to the second (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
