"""What several rooms need to test themselves with real parts."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.people import Person, someone

pytest_plugins = ["tests.checked"]

settings.register_profile("untimed", deadline=None)  # a busy machine breaks no law
settings.load_profile("untimed")


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
