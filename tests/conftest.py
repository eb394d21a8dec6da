"""What several rooms need to test themselves with real parts."""

from collections.abc import Iterator

import pytest

from tests.people import Person, someone


@pytest.fixture(scope="session")
def intake() -> Iterator[Person]:
    """The team that reports are encrypted to; its throwaway home holds the secret key."""
    with someone("Example Security", "security@example.org") as person:
        yield person


@pytest.fixture(scope="session")
def reporter() -> Iterator[Person]:
    """A finder of bugs, with a home of their own."""
    with someone("Robin Finder", "robin@example.net") as person:
        yield person
