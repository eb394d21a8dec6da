"""Which recorded approvals count when the advisory is to leave: every signature is checked again."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.approving.counting import REPEATED
from desktop.domain.approving.statement import state, write_statement
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import Failure
from desktop.domain.fold import fold
from desktop.domain.leaving.approvals import lacks_eyes
from desktop.workflows.approving.count_approvals import judge_approvals
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.ports import Silent
from desktop.workflows.team.people_of_the_vault import enrol
from tests.workflows.desks import CASE, NOW, TEXT, receive

GRACE, RITA, NONCE = "Grace Handler", "Rita Reviewer", "0" * 32
DOCUMENTS = (e.ApprovedDocument("csaf", "a" * 64), e.ApprovedDocument("markdown", "b" * 64))


@pytest.fixture
def office(desk, us):
    """A case whose advisory Grace wrote; Rita may approve with the key `us`."""
    receive(desk)
    enrol(desk, GRACE)
    enrol(desk, RITA, role="reviewer", fingerprint=us.key.fingerprint)
    desk.vault.append(CASE, [Draft(e.AdvisoryDrafted(TEXT), NOW)], author=GRACE, now=NOW)
    return desk


def approval(keyholder, **told) -> e.AdvisoryApproved:
    """One as it is recorded: signed by this person over what it says."""
    text = write_statement(state("memory", CASE, NONCE, DOCUMENTS))
    signature = keyholder.gpg.sign(text.encode(), keyholder.key.fingerprint, progress=Silent()).decode()
    facts = {
        "fingerprint": keyholder.key.fingerprint,
        "statement": text,
        "signature": signature,
        "key_sha256": sha256(keyholder.public),
    }
    return e.AdvisoryApproved(DOCUMENTS, **(facts | told))


def lacks(office, *approvals: e.AdvisoryApproved, key: bytes = b"", writer: str = "") -> str:
    blobs = {sha256(content): content for content in (b"a", key) if content}
    for event in approvals:
        office.vault.append(CASE, [Draft(event, NOW)], author=RITA, now=NOW, blobs=blobs)
    case = fold(office.vault.history(CASE))
    if writer:
        foreign = msgspec.structs.replace(case.approvals[-1], writer=writer)
        case = msgspec.structs.replace(case, approvals=(foreign,))
    judged = judge_approvals(office, case, pinned_profile(office.vault, case), DOCUMENTS)
    found = lacks_eyes(judged, DOCUMENTS)
    return found.sentence if found else ""


@pytest.mark.checks("F64")
@pytest.mark.parametrize("writer", ["", "elsewhere"])
def test_a_good_signature_counts_wherever_it_was_recorded(office, us, writer):
    assert lacks(office, approval(us), key=us.public, writer=writer) == ""


@pytest.mark.checks("F64")
@pytest.mark.parametrize("writer", ["", "elsewhere"])
@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"signature": "none"}, "does not count"),
        ({"statement": "I approve."}, "What was signed is no approval"),
        ({"fingerprint": "A" * 40}, "by another key than it says"),
        ({"key_sha256": "c" * 64}, "does not count"),
    ],
    ids=["signature", "statement", "fingerprint", "key"],
)
def test_one_that_does_not_hold_counts_nowhere(office, us, writer, told, why):
    assert why in lacks(office, approval(us, **told), key=us.public, writer=writer)


@pytest.mark.checks("F64")
def test_a_signature_over_something_else_is_not_good(office, us):
    other = us.gpg.sign(b"else", us.key.fingerprint, progress=Silent()).decode()
    sentence = lacks(office, approval(us, signature=other), key=us.public)
    assert "The signature does not fit the text" in sentence


def test_a_key_that_nobody_has_is_told(office, reporter):
    assert "not known here" in lacks(office, approval(reporter, key_sha256=""))


@pytest.mark.checks("F64")
def test_a_strangers_approval_from_elsewhere_does_not_count(office, reporter):
    sentence = lacks(office, approval(reporter), key=reporter.public, writer="elsewhere")
    assert "not enrolled here for anybody who may approve" in sentence


@pytest.mark.checks("F64")
def test_an_approval_that_comes_again_from_elsewhere_counts_once(office, us):
    event = approval(us)
    assert REPEATED.rstrip(".") in lacks(office, event, event, key=us.public, writer="elsewhere")


def test_a_gpg_that_fails_counts_nothing(office, us, monkeypatch):
    event = approval(us)

    def fail(*_: object, **__: object) -> None:
        raise Failure("gpg did not answer.")

    monkeypatch.setattr(type(us.gpg), "verify", fail)
    assert "gpg did not answer" in lacks(office, event, key=us.public)
