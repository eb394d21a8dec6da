"""Keys: made, read, chosen; what is signed or encrypted with them is checked before it is handed out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.failures import (
    Failure,
    GpgRefused,
    KeyMissing,
    Locked,
    Malformed,
    SignatureRefused,
    Usage,
)
from desktop.openpgp import Gpg, throwaway_home
from desktop.workflows.ports import Silent
from tests.openpgp.pinentry import recording_pinentry
from tests.openpgp.test_signatures import LONG_AGO
from tests.people import Person, run_gpg, settle

SILENT = Silent()


@pytest.fixture
def fresh() -> Iterator[Gpg]:
    """gpg in a home without any key."""
    with throwaway_home() as home:
        engine = Gpg(home)
        yield engine
        engine.close()


def test_a_new_key_signs_encrypts_and_lasts_two_years(fresh: Gpg) -> None:
    made = fresh.create_key("Example Security", "security@example.org", passphrase="", progress=SILENT)
    assert made.secret and made.can_sign and made.can_encrypt and made.state == "valid"  # noqa: PT018 - one fact
    assert [uid.raw for uid in made.uids] == ["Example Security <security@example.org>"]
    assert made.expires is not None
    assert abs(made.expires - datetime.now(UTC) - timedelta(days=730)) < timedelta(days=2)
    assert [key.fingerprint for key in fresh.secret_keys()] == [made.fingerprint]
    public = fresh.public_key(made.fingerprint)
    message = fresh.encrypt(b"to ourselves", [public], own=[made.fingerprint], progress=SILENT)
    assert fresh.open(message, progress=SILENT).plaintext == b"to ourselves"


@pytest.mark.parametrize("name", ["", "Eve <eve@example.org>", "a\nb", 'quoted "name"', "x\u202ey"])
def test_a_name_cannot_forge_a_user_id(fresh: Gpg, name: str) -> None:
    with pytest.raises(Usage):
        fresh.create_key(name, "security@example.org", passphrase="", progress=SILENT)
    assert fresh.secret_keys() == ()


def test_reading_keys_imports_nothing(fresh: Gpg, reporter: Person, intake: Person) -> None:
    found = fresh.read_keys(reporter.public + intake.public)
    assert [key.fingerprint for key in found] == [reporter.fingerprint, intake.fingerprint]
    assert not any(key.secret for key in found)
    assert [uid.raw for uid in found[0].uids] == ["Robin Finder <robin@example.net>"]
    assert run_gpg(fresh._home, "--list-keys") == b""


def test_only_public_keys_are_read(fresh: Gpg, reporter: Person) -> None:
    secret = run_gpg(reporter.home, "--export-secret-keys")
    armoured = run_gpg(reporter.home, "--armor", "--export-secret-keys")
    for junk in (b"", b"hello", secret, armoured, reporter.sign(b"x")):
        with pytest.raises(Malformed):
            fresh.read_keys(junk)


def test_an_answer_is_encrypted_to_the_reporter_and_to_us(gpg: Gpg, intake: Person, reporter: Person) -> None:
    message = gpg.encrypt(
        b"thank you",
        [reporter.public],
        own=[intake.fingerprint],
        sign_with=intake.fingerprint,
        progress=SILENT,
    )
    assert message.startswith(b"-----BEGIN PGP MESSAGE-----")
    assert gpg.open(message, progress=SILENT).signature.verdict == "good"
    theirs = Gpg(reporter.home)
    opened = theirs.open(message, known_keys=[intake.public], progress=SILENT)
    assert (opened.plaintext, opened.signature.verdict) == (b"thank you", "good")
    theirs.close()


def test_keys_that_cannot_serve_are_refused_by_name(gpg: Gpg, intake: Person, reporter: Person) -> None:
    with throwaway_home() as home:
        old = settle(home, "Old Timer", "old@example.net", *LONG_AGO)
        run_gpg(home, "--quick-generate-key", "Signs <signs@example.net>", "ed25519", "sign")
        signs = run_gpg(home, "--export", "signs@example.net")
        assert gpg.read_keys(old.public)[0].state == "expired"
        for key in (old.public, signs, reporter.public + intake.public):
            with pytest.raises(KeyMissing):
                gpg.encrypt(b"x", [key], progress=SILENT)
        revocation = (home / "openpgp-revocs.d" / f"{old.fingerprint}.rev").read_bytes()
        run_gpg(home, "--import", data=revocation.replace(b":-----BEGIN", b"-----BEGIN"))
        assert gpg.read_keys(old.public)[0].state == "revoked"
        with pytest.raises(KeyMissing):
            gpg.encrypt(b"x", [old.public], progress=SILENT)
    with pytest.raises(KeyMissing):
        gpg.encrypt(b"x", [], progress=SILENT)


@pytest.mark.parametrize("name", ["", "security@example.org", "DEADBEEF", "--version", "A" * 40])
def test_own_keys_are_named_by_their_fingerprint_alone(gpg: Gpg, name: str) -> None:
    for use in (
        lambda: gpg.sign(b"x", name, progress=SILENT),
        lambda: gpg.encrypt(b"x", [], own=[name], progress=SILENT),
        lambda: gpg.public_key(name),
    ):
        with pytest.raises(KeyMissing):
            use()


def test_a_signature_is_good_when_it_is_handed_out(gpg: Gpg, intake: Person) -> None:
    signature = gpg.sign(b"advisory", intake.fingerprint, progress=SILENT)
    assert signature.startswith(b"-----BEGIN PGP SIGNATURE-----")
    assert gpg.verify(b"advisory", signature, progress=SILENT).verdict == "good"
    assert gpg.verify(b"other", signature, progress=SILENT).verdict == "not-good"


def test_a_signature_that_is_not_good_is_not_handed_out(fresh: Gpg) -> None:
    made = fresh.create_key("Mistrusted", "m@example.org", passphrase="", progress=SILENT)
    run_gpg(fresh._home, "--import-ownertrust", data=f"{made.fingerprint}:3:\n".encode())
    with pytest.raises(SignatureRefused):
        fresh.sign(b"advisory", made.fingerprint, progress=SILENT)


def test_the_public_key_is_public(gpg: Gpg, intake: Person) -> None:
    [key] = gpg.read_keys(gpg.public_key(intake.fingerprint))
    assert (key.fingerprint, key.secret) == (intake.fingerprint, False)


def test_a_secret_key_can_be_taken_into_a_throwaway_home(fresh: Gpg, reporter: Person) -> None:
    fresh.import_secret_key(run_gpg(reporter.home, "--export-secret-keys", reporter.fingerprint))
    assert reporter.fingerprint in [key.fingerprint for key in fresh.secret_keys()]
    with pytest.raises(GpgRefused):
        fresh.import_secret_key(b"junk")


@pytest.mark.checks("A19")
def test_after_locking_a_wrong_passphrase_fails() -> None:
    with throwaway_home() as home:
        (home / "gpg-agent.conf").write_text("s2k-count 65536\n")
        right = Gpg(home, passphrase=lambda: "right")
        key = right.create_key("Locked", "locked@example.org", passphrase="right", progress=SILENT)
        message = right.encrypt(b"secret", [], own=[key.fingerprint], progress=SILENT)
        assert right.open(message, progress=SILENT).plaintext == b"secret"
        right.close()
        wrong = Gpg(home, passphrase=lambda: "wrong")
        with pytest.raises(Locked):
            wrong.open(message, progress=SILENT)
        with pytest.raises(Locked):
            wrong.sign(b"x", key.fingerprint, progress=SILENT)
        wrong.close()


@pytest.mark.checks("A19")
def test_an_agent_that_was_there_before_forgets_our_keys_and_lives_on() -> None:
    with throwaway_home() as home:
        (home / "gpg-agent.conf").write_text("s2k-count 65536\n")
        first = Gpg(home, passphrase=lambda: "right")
        key = first.create_key("Locked", "locked@example.org", passphrase="right", progress=SILENT)
        message = first.encrypt(b"secret", [], own=[key.fingerprint], progress=SILENT)
        second = Gpg(home, passphrase=lambda: "right")
        assert second.open(message, progress=SILENT).plaintext == b"secret"
        second.close()
        assert second._agent.running()
        third = Gpg(home, passphrase=lambda: "wrong")
        with pytest.raises(Locked):
            third.open(message, progress=SILENT)
        third.close()
        first.close()
        assert not first._agent.running()


def test_one_key_that_opens_is_enough_when_another_has_a_different_passphrase() -> None:
    with throwaway_home() as home:
        (home / "gpg-agent.conf").write_text("s2k-count 65536\n")
        engine = Gpg(home, passphrase=lambda: "second")
        one = engine.create_key("-One", "one@example.org", passphrase="first", progress=SILENT)
        two = engine.create_key("Two", "two@example.org", passphrase="second", progress=SILENT)
        engine._agent.end()
        message = engine.encrypt(b"both", [], own=[one.fingerprint, two.fingerprint], progress=SILENT)
        assert engine.open(message, progress=SILENT).plaintext == b"both"
        with pytest.raises(Locked):
            engine.sign(b"x", one.fingerprint, progress=SILENT)
        engine.close()


def test_a_home_without_pinentry_says_so() -> None:
    with recording_pinentry() as asking:
        for use in (
            lambda: asking.gpg.sign(b"x", asking.key, progress=SILENT),
            lambda: asking.gpg.encrypt(b"x", [], own=[asking.key], sign_with=asking.key, progress=SILENT),
        ):
            with pytest.raises(Locked, match="could not ask"):
                use()


def test_a_passphrase_of_several_lines_is_refused(intake: Person) -> None:
    engine = Gpg(intake.home, passphrase=lambda: "a\nb")
    with pytest.raises(Failure):
        engine.sign(b"x", intake.fingerprint, progress=SILENT)
    engine.close()
