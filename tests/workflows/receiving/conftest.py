"""A desk that receives, and who writes to it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.openpgp.gpg import Gpg
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.ports import Desk
from tests.fakes import InMemoryVault
from tests.people import Person, someone
from tests.workflows.desks import desk_on
from tests.workflows.receiving.mail import NOW


@pytest.fixture(scope="module")
def us() -> Iterator[Person]:
    with someone("Intake", "security@mushinai.com") as person:
        yield person


@pytest.fixture(scope="module")
def ada() -> Iterator[Person]:
    with someone("Ada", "ada@example.net") as person:
        yield person


@pytest.fixture(scope="module")
def parser() -> Iterator[SandboxedParser]:
    parser = SandboxedParser()
    yield parser
    parser.close()


@pytest.fixture
def desk(us: Person, parser: SandboxedParser) -> Desk:
    desk = desk_on(InMemoryVault(), Gpg(us.home), NOW)
    digits = iter(range(1000))
    fresh = lambda count, below: [next(digits) % below for _ in range(count)]  # noqa: E731
    return replace(desk, tools=replace(desk.tools, parser=parser, random_digits=fresh))
