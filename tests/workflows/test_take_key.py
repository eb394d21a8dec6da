"""Keys of people: a reporter's, looked at and taken in; our own, chosen or made."""

import msgspec
import pytest

from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.domain.events import IntakeKeyChosen
from desktop.domain.failures import Failure, KeyMissing, TooLarge, Usage
from desktop.domain.fold import fold
from desktop.openpgp.gpg import Gpg
from desktop.workflows.correspondence.take_key import KEY_LIMIT, look_at_keys, offered_keys, take_key, why_not
from desktop.workflows.intake.choose_intake_key import choose_intake_key, create_intake_key, intake_key
from desktop.workflows.ports import Desk, KeyInfo, Silent
from tests.fakes import InMemoryVault
from tests.workflows.desks import CASE, desk_on, receive


def test_a_key_is_looked_at_without_being_imported(desk: Desk, us, reporter) -> None:
    (info,) = look_at_keys(desk, reporter.public)
    assert info.fingerprint == reporter.key.fingerprint
    assert info.can_encrypt
    with pytest.raises(KeyMissing):
        us.gpg.public_key(reporter.key.fingerprint)
    with pytest.raises(TooLarge):
        look_at_keys(desk, b"x" * (KEY_LIMIT + 1))
    with pytest.raises(Failure):
        look_at_keys(desk, b"no key")


def test_offered_keys_are_those_that_gpg_can_read(desk: Desk, reporter) -> None:
    receive(desk, offers=(b"no key at all", reporter.public, reporter.public))
    (offered,) = offered_keys(desk, CASE)
    assert offered.info.fingerprint == reporter.key.fingerprint
    assert not offered.taken
    take_key(desk, CASE, offered.info.fingerprint, offered.content, "attachment")
    assert offered_keys(desk, CASE)[0].taken


def test_a_taken_key_lies_in_the_vault(desk: Desk, us, reporter) -> None:
    receive(desk)
    spaced = " ".join(reporter.key.fingerprint[i : i + 4] for i in range(0, 40, 4)).lower()
    assert isinstance(take_key(desk, CASE, spaced, reporter.public, "pasted"), Recorded)
    (key,) = fold(desk.vault.history(CASE)).keys
    assert key.fingerprint == reporter.key.fingerprint
    assert desk.vault.blob(key.key_sha256) == reporter.public
    with pytest.raises(KeyMissing):
        us.gpg.public_key(reporter.key.fingerprint)


def test_only_the_key_that_was_shown_is_taken(desk: Desk, us, reporter) -> None:
    receive(desk)
    wrong = take_key(desk, CASE, us.key.fingerprint, reporter.public, "pasted")
    assert isinstance(wrong, Refusal)
    assert "another fingerprint" in wrong.sentence
    both = take_key(desk, CASE, us.key.fingerprint, us.public + reporter.public, "pasted")
    assert isinstance(both, Refusal)
    assert not fold(desk.vault.history(CASE)).keys


def test_the_intake_key_is_the_one_chosen_last(desk: Desk, us) -> None:
    assert intake_key(desk) == ""
    recorded = choose_intake_key(desk, us.key.fingerprint)
    assert recorded.event == IntakeKeyChosen(us.key.fingerprint)
    assert recorded.case_id is None
    assert intake_key(desk) == us.key.fingerprint


def test_a_key_that_is_not_ours_cannot_be_chosen(desk: Desk, reporter) -> None:
    with pytest.raises(KeyMissing):
        choose_intake_key(desk, reporter.key.fingerprint)
    assert intake_key(desk) == ""


def test_a_key_that_only_signs_cannot_receive_reports(reporter, signer: KeyInfo) -> None:
    desk = desk_on(InMemoryVault(), reporter.gpg)
    with pytest.raises(KeyMissing, match="cannot both encrypt and sign"):
        choose_intake_key(desk, signer.fingerprint)


def test_an_intake_key_is_made_and_chosen(reporter) -> None:
    desk = desk_on(InMemoryVault(), Gpg(reporter.home))
    create_intake_key(desk, "Desk", "desk@mushinai.com", passphrase="", progress=Silent())
    assert intake_key(desk) in {key.fingerprint for key in desk.tools.openpgp.secret_keys()}
    assert intake_key(desk) != reporter.key.fingerprint
    with pytest.raises(Usage):
        create_intake_key(desk, " ", "desk@mushinai.com", passphrase="", progress=Silent())


def test_keys_that_serve_nothing_are_not_taken(desk: Desk, reporter) -> None:
    receive(desk)
    for changes, words in (
        ({"state": "revoked"}, "revoked"),
        ({"state": "expired"}, "expired"),
        ({"secret": True}, "secret key"),
        ({"can_encrypt": False, "can_sign": False}, "neither"),
    ):
        listed = (msgspec.structs.replace(reporter.key, **{"secret": False, **changes}),)
        assert words in why_not(listed, reporter.key.fingerprint)
    assert why_not((msgspec.structs.replace(reporter.key, secret=False),), reporter.key.fingerprint) == ""
