"""A bundle leaves encrypted, for one handler, under a name that tells nothing, allowed where policies ask."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.bundles import BundleCandidate
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_bundle
from tests.histories import RECEIVED, history, profile, received

SEALED = b"-----BEGIN PGP MESSAGE-----\n\nabcd\n-----END PGP MESSAGE-----\n"
KEY = "A" * 40
CASE_ID = "MUS-2026-0000000"
CASE = fold(history((RECEIVED, received("mushin")), case_id=CASE_ID))


def ask(policy: str = "mushin", **changes: object) -> Cleared | GateRefusal:
    given = {"content": SEALED, "file_name": "exchange-0123abcd.bundle", "to": KEY, **changes}
    return clear_bundle(BundleCandidate(**given), CASE, profile(policy))


def reasons(outcome: Cleared | GateRefusal) -> str:
    assert isinstance(outcome, GateRefusal)
    return outcome.sentence


@pytest.mark.clause("MUS-7.1a", "MUS-4.2a", "MUS-5.2b")
def test_what_is_encrypted_to_a_handler_leaves_for_them_alone():
    outcome = ask()
    assert isinstance(outcome, Cleared)
    assert (outcome.kind, outcome.tlp, outcome.audience) == ("bundle", "RED", "another handler")
    assert outcome.encrypted
    assert outcome.content == SEALED


@pytest.mark.parametrize("content", [b"plain", SEALED + b"plain", b"plain" + SEALED, SEALED * 2, b""])
def test_what_can_be_read_stays(content):
    assert "encrypted only" in reasons(ask(content=content))


def test_it_is_for_somebody():
    assert "one handler" in reasons(ask(to=""))


@pytest.mark.parametrize(
    "name", [f"{CASE_ID}.bundle", f"{CASE_ID.lower()}.bundle", "a-hole.bundle", "Ada.bundle"]
)
def test_its_name_tells_nothing(name):
    told = name != "a-hole.bundle"
    outcome = ask(file_name=name)
    assert isinstance(outcome, GateRefusal) == told


def test_a_proposed_name_serves_whoever_has_part_in_the_case():
    for name in ("Chang", "Ange", "e"):
        case = msgspec.structs.replace(CASE, handler=name, reporter_name=Untrusted(name))
        candidate = BundleCandidate(SEALED, "exchange-0123abcd.bundle", KEY)
        assert isinstance(clear_bundle(candidate, case, profile("mushin")), Cleared)


def test_its_name_tells_nobody_who_joined_or_was_named():
    joined = e.ReporterJoined("MUS-2026-1111111", Untrusted("Bob"), Untrusted(""), "claimed", RECEIVED)
    acts = (joined, e.PersonNamed("Fay Finch", "finder"))
    case = fold(history((RECEIVED, received("mushin")), *((RECEIVED, act) for act in acts)))
    for name in ("for-bob.bundle", "fay finch.bundle", "mus-2026-1111111.bundle"):
        refused = clear_bundle(BundleCandidate(SEALED, name, KEY), case, profile("mushin"))
        assert "tells what is in it" in reasons(refused)


@pytest.mark.clause("M87-3.5c")
def test_a_policy_may_ask_who_allowed_it():
    refused = reasons(ask("m87"))
    assert "M87-3.5c" in refused
    assert "Somebody has to allow it" in reasons(ask("m87", permission="  "))
    assert isinstance(ask("m87", permission="The head of security"), Cleared)
