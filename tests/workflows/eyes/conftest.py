"""Four eyes between two machines: who asks, who answers, and the files that go between them."""

import dataclasses

import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.workflows.approving.answer_request import answer_request, open_request
from desktop.workflows.approving.ask_elsewhere import ask_elsewhere
from desktop.workflows.approving.take_answer import take_answer
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import desk_for
from tests.workflows.conftest import Keyholder
from tests.workflows.desks import CASE, ready_to_publish, receive

GRACE, RITA = "Grace Handler", "Rita Reviewer"


def counting_digits():
    """Digits that differ from call to call, as a nonce needs them."""
    count = iter(range(1, 1000))

    def digits(number: int, base: int) -> list[int]:
        return [int(c, 36) % base for c in sha256(str(next(count)).encode())[:number]]

    return digits


@pytest.fixture(scope="session")
def rita():
    """The reviewer, on a machine of her own."""
    keyholder = Keyholder(RITA, "rita@mushinai.com")
    yield keyholder
    keyholder.leave()


@pytest.fixture
def author(desk, us, rita) -> Desk:
    """Grace's desk, with a case ready to publish, in a vault of two people that asks for four eyes."""
    desk = dataclasses.replace(desk, tools=dataclasses.replace(desk.tools, random_digits=counting_digits()))
    desk = desk_for(desk.vault, desk.tools, GRACE)
    receive(desk)
    ready_to_publish(desk)
    decide_four_eyes(desk, asked=True, reason="our rule")
    enrol(desk, GRACE, fingerprint=us.key.fingerprint)
    enrol(desk, RITA, role="reviewer", fingerprint=rita.key.fingerprint)
    return desk


@pytest.fixture
def elsewhere(author, rita):
    """The tools of Rita's machine: there is no vault."""
    return dataclasses.replace(author.tools, openpgp=rita.gpg)


@pytest.fixture
def asked(author, rita, out):
    path = out / "approval-00000000.request"
    ask_elsewhere(author, CASE, path, key=rita.public, progress=Silent())
    return path


@pytest.fixture(scope="session")
def given() -> dict[str, bytes]:
    """Answers by what they sign: the same facts and digits make the same statement."""
    return {}


@pytest.fixture
def answered(asked, author, elsewhere, rita, out, given):
    path, nonce = out / "approval-00000000.answer", author.vault.history(CASE)[-1].event.nonce
    if nonce not in given:
        given[nonce] = answer(elsewhere, asked, path, rita.key.fingerprint).read_bytes()
    path.write_bytes(given[nonce])
    return path


def answer(tools, request, path, fingerprint):
    opened = open_request(tools, request, progress=Silent())
    answer_request(tools, opened, path, sign_with=fingerprint, progress=Silent())
    return path


def take(desk: Desk, path, case_id: str = CASE):
    return take_answer(desk, case_id, path, progress=Silent())


def refused_approvals(desk: Desk) -> list[str]:
    events = [r.event for r in (*desk.vault.vault_history(), *desk.vault.history(CASE))]
    found = [x.why for x in events if isinstance(x, e.ReleaseRefused)]
    return found + [x.act for x in events if isinstance(x, e.ActRefused)]


def tell_vault(desk: Desk, act) -> None:
    now = desk.tools.now()
    desk.vault.append(None, [Draft(act, now)], author=desk.handler, now=now)
