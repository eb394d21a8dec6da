"""Letters, keys and what goes beside a document pass the gate too."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import (
    GateRefusal,
    clear_checksum,
    clear_letter,
    clear_public_key,
    clear_signature,
)
from desktop.domain.leaving.letters import LetterCandidate
from tests.domain.gatekeeping import CASE_ID, OTHER, cleared, reasons, told
from tests.histories import RECEIVED, history, received


def test_what_goes_beside_a_document_goes_where_it_goes() -> None:
    document = cleared()
    signature = clear_signature(document, b"sig")
    checksum = clear_checksum(document, "sha256", "ab")
    assert (signature.file_name, signature.audience) == ("a.json.asc", "everyone")
    assert (checksum.file_name, checksum.content) == ("a.json.sha256", b"ab  a.json\n")


@pytest.mark.clause("MUS-7.1d")
def test_a_secret_key_never_leaves() -> None:
    block = b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n"
    assert isinstance(clear_public_key(block, "F"), Cleared)
    for wrong in (
        block.replace(b"PUBLIC", b"PRIVATE"),
        block + block.replace(b"PUBLIC", b"PRIVATE"),
        b"",
        b"x",
    ):
        assert isinstance(clear_public_key(wrong, "F"), GateRefusal)


def letter(**changes: object) -> LetterCandidate:
    fields = {
        "to": "ada@reporter.example",
        "subject": f"Re: hole [{CASE_ID}]",
        "text": "Dear Ada,\n\nThank you.\n",
        "content": b"-----BEGIN PGP MESSAGE-----",
        "file_name": "a.eml",
        "encrypted": True,
    }
    return LetterCandidate(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_letter_to_the_reporter_needs_no_hold_and_no_approval() -> None:
    outcome = clear_letter(letter(), fold(history((RECEIVED, told_received()), case_id=CASE_ID)))
    assert isinstance(outcome, Cleared)
    assert outcome.encrypted
    assert outcome.audience == "the reporter"


def told_received() -> e.ReportReceived:
    return msgspec.structs.replace(received(), reporter_address=Untrusted("ada@reporter.example"))


@pytest.mark.clause("CZM-8a")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to": "press@paper.example"}, "its own reporter"),
        ({"text": " \n"}, "empty"),
        ({"text": f"as in {OTHER}"}, OTHER),
        ({"subject": f"Re: {OTHER}"}, OTHER),
        ({"text": "look \u202e here"}, "U+202E"),
        ({"content": b"...Dear Ada,\n\nThank you.\n..."}, "can be read"),
    ],
)
def test_a_wrong_letter_stays_here(changes: dict[str, object], words: str) -> None:
    assert words in reasons(clear_letter(letter(**changes), told()))
