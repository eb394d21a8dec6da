"""The engine under test, and a seal that crafted messages are put under."""

from collections.abc import Iterator

import pytest

from desktop.openpgp import Gpg
from tests.openpgp.crafting import Seal, make_seal
from tests.people import Person


@pytest.fixture
def gpg(intake: Person) -> Iterator[Gpg]:
    """gpg in the intake's home; its agent outlives the test, which started before it."""
    engine = Gpg(intake.home)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def seal(intake: Person) -> Seal:
    return make_seal(intake.home, intake.fingerprint)
