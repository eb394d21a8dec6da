"""Messages that a stranger sends: one sound shape is opened, everything else is refused."""

import random
import shutil
import threading
import time
import tracemalloc

import pytest

from desktop.domain.failures import (
    Cancelled,
    Failure,
    Locked,
    Malformed,
    NoKey,
    NotIntegrityProtected,
    SeveralMessages,
    SymmetricOnly,
    Tampered,
    TooDeep,
    TooLarge,
    Unsupported,
)
from desktop.openpgp import Gpg
from desktop.workflows.ports import Silent
from tests.checked import Figure
from tests.openpgp import crafting as c
from tests.openpgp.crafting import Seal
from tests.openpgp.pinentry import recording_pinentry
from tests.people import Person, run_gpg

SILENT = Silent()
TEXT = c.literal(b"the report")


def refused(gpg: Gpg, message: bytes, *failures: type[Failure]) -> Failure:
    with pytest.raises(failures or Failure) as caught:
        gpg.open(message, progress=SILENT)
    return caught.value


def test_a_sound_message_opens(gpg: Gpg, seal: Seal) -> None:
    opened = gpg.open(seal.wrap(TEXT), progress=SILENT)
    assert opened.plaintext == b"the report"
    assert opened.signature.verdict == "none"


def test_armoured_compressed_and_marked_messages_open(gpg: Gpg, seal: Seal) -> None:
    message = c.marker() + seal.wrap(c.compressed(c.marker() + TEXT))
    assert gpg.open(message, progress=SILENT).plaintext == b"the report"
    armoured = run_gpg(gpg._home, "--enarmor", data=message).replace(b"ARMORED FILE", b"MESSAGE")
    assert gpg.open(b"see below\n" + armoured, progress=SILENT).plaintext == b"the report"


def test_a_signed_message_names_its_signer(gpg: Gpg, intake: Person, reporter: Person) -> None:
    sealed = reporter.encrypt(b"signed", intake)
    opened = gpg.open(sealed, known_keys=[reporter.public], progress=SILENT)
    assert opened.signature.verdict == "good"
    [signer] = opened.signature.signers
    assert signer.fingerprint == reporter.fingerprint
    assert [uid.raw for uid in signer.uids] == ["Robin Finder <robin@example.net>"]
    assert signer.signed_at is not None
    assert gpg.read_keys(intake.public)[0].fingerprint not in signer.fingerprint


def test_a_stranger_s_signature_does_not_keep_the_message_shut(
    gpg: Gpg, intake: Person, reporter: Person
) -> None:
    opened = gpg.open(reporter.encrypt(b"who?", intake), progress=SILENT)
    assert opened.plaintext == b"who?"
    assert opened.signature.verdict == "not-good"
    assert [(s.state, s.fingerprint) for s in opened.signature.signers] == [
        ("unknown-key", reporter.fingerprint)
    ]


def test_a_bad_signature_inside_opens_as_not_good(
    gpg: Gpg, seal: Seal, intake: Person, reporter: Person
) -> None:
    signature = c.dearmour(reporter.sign(b"something else"))
    opened = gpg.open(seal.wrap(signature + TEXT), known_keys=[reporter.public], progress=SILENT)
    assert opened.plaintext == b"the report"
    assert opened.signature.verdict == "not-good"
    [signer] = opened.signature.signers
    assert (signer.state, signer.fingerprint) == ("bad", reporter.fingerprint)


@pytest.mark.checks("A2")
def test_no_flip_or_cut_of_a_message_gets_through(gpg: Gpg, seal: Seal, figure: Figure) -> None:
    message = seal.wrap(c.literal(random.Random(7).randbytes(600)))
    chance = random.Random(20260105)
    opened, refused_ = [], 0
    for _ in range(100):
        spoilt = bytearray(message)
        if chance.random() < 0.3:
            del spoilt[chance.randrange(1, len(spoilt)) :]
        else:
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        try:
            opened.append(gpg.open(bytes(spoilt), progress=SILENT))
        except Failure:
            refused_ += 1
    assert opened == []
    figure("A2", f"{refused_} of 100 spoilt messages refused, 0 bytes of their text given out")


@pytest.mark.checks("A3")
def test_a_message_without_integrity_protection_is_refused(gpg: Gpg, seal: Seal) -> None:
    refused(gpg, seal.packets + c.sed(seal.key, TEXT), NotIntegrityProtected)


@pytest.mark.checks("A4")
def test_encryption_within_encryption_is_refused(gpg: Gpg, seal: Seal) -> None:
    refused(gpg, seal.wrap(seal.packets + c.sed(seal.key, TEXT)), NotIntegrityProtected)
    refused(gpg, seal.wrap(seal.packets + c.seipd(seal.key, TEXT, spoil=True)), Tampered)
    refused(gpg, seal.wrap(seal.packets + c.seipd(seal.key, TEXT)), SeveralMessages)
    refused(gpg, seal.wrap(c.sed(seal.key, TEXT)), SymmetricOnly)
    refused(gpg, seal.wrap(c.seipd(seal.key, TEXT)), SymmetricOnly)


@pytest.mark.checks("A5")
def test_several_messages_are_refused(gpg: Gpg, seal: Seal) -> None:
    sound = seal.wrap(TEXT)
    refused(gpg, sound + sound, SeveralMessages)
    refused(gpg, sound + TEXT, SeveralMessages)
    refused(gpg, TEXT + sound, SeveralMessages)
    refused(gpg, seal.wrap(TEXT + TEXT), SeveralMessages)
    refused(gpg, c.compressed(TEXT) + sound, SeveralMessages)


@pytest.mark.checks("A6")
def test_a_message_that_is_not_encrypted_is_never_opened(gpg: Gpg, intake: Person, reporter: Person) -> None:
    for message in (TEXT, c.compressed(TEXT), c.packet(8, b"\x01junk"), c.marker() + TEXT):
        failure = refused(gpg, message, Malformed)
        assert failure.message == "This OpenPGP message is not encrypted."
    for packed in ("zip", "zlib", "uncompressed"):
        signed = run_gpg(reporter.home, "--compress-algo", packed, "--sign", data=b"in the open")
        failure = refused(gpg, signed, Malformed)
        assert failure.message == "This OpenPGP message is signed, but not encrypted."
        assert "gpg --decrypt" in failure.advice


def test_a_session_key_changed_on_its_way_is_no_trouble_with_a_smartcard(
    gpg: Gpg, seal: Seal, intake: Person
) -> None:
    message = seal.wrap(TEXT)
    others = c.packet(1, b"\x03" + bytes(range(8, 16)) + seal.packets[11:])
    refused(gpg, others + seal.packets[:40] + b"\0\0" + message[42:], Tampered)
    for place in range(30, len(seal.packets) - 1, 13):
        spoilt = bytearray(message)
        spoilt[place] ^= 4
        failure = refused(gpg, bytes(spoilt), Tampered)
        assert "card" not in f"{failure}"
        assert "send the report again" in failure.advice


@pytest.mark.parametrize("program", ["/nonexistent", "/bin/false", "pinentry-curses"])
def test_a_passphrase_that_nobody_can_ask_for_is_said(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "GPG_TTY"):
        monkeypatch.delenv(name, raising=False)
    with recording_pinentry() as asking:
        (asking.home / "gpg-agent.conf").write_text(f"pinentry-program {shutil.which(program) or program}\n")
        message = run_gpg(asking.home, "--trust-model", "always", "-r", asking.key, "-e", data=b"x")
        for attempt in (
            lambda: asking.gpg.open(message, progress=SILENT),
            lambda: asking.gpg.sign(b"x", asking.key, progress=SILENT),
        ):
            with pytest.raises(Locked) as caught:
                attempt()
            assert caught.value.exit == 3
            assert "--key-passphrase-fd" in caught.value.advice
            assert "pinentry" in caught.value.advice


def test_an_agent_that_takes_no_passphrase_from_us_is_said() -> None:
    with recording_pinentry() as asking:
        (asking.home / "gpg-agent.conf").write_text("no-allow-loopback-pinentry\n")
        message = run_gpg(asking.home, "--trust-model", "always", "-r", asking.key, "-e", data=b"x")
        with pytest.raises(Locked) as caught:
            Gpg(asking.home, lambda: "tr0ub4dor").open(message, progress=SILENT)
        assert "no-allow-loopback-pinentry" in caught.value.advice


@pytest.mark.checks("A7")
@pytest.mark.clause("TER-2.2d")
def test_a_bomb_is_refused_in_time_and_in_little_memory(gpg: Gpg, seal: Seal, figure: Figure) -> None:
    message = seal.wrap(c.bomb(200_000_000))
    assert len(message) < 1000
    gpg.open(seal.wrap(TEXT), progress=SILENT)
    tracemalloc.start()
    started = time.monotonic()
    try:
        assert refused(gpg, message, TooLarge).message == "The message holds more than 64 MiB."
        taken = time.monotonic() - started
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < 60
    assert peak < 200_000_000
    held = f"{peak // 2**20} MiB of memory"
    figure("A7", f"{len(message)} bytes that unpack to 200 MB refused in {taken:.1f} s, in {held} of ours")


@pytest.mark.checks("A8")
def test_forty_layers_of_compression_are_refused(gpg: Gpg, seal: Seal, figure: Figure) -> None:
    message = TEXT
    for _ in range(40):
        message = c.compressed(message)
    refused(gpg, seal.wrap(message), TooDeep)
    figure("A8", "40 layers refused")


def test_an_empty_or_senseless_content_is_refused(gpg: Gpg, seal: Seal) -> None:
    for content in (b"", c.marker(), b"junk", c.packet(60, b"private")):
        refused(gpg, seal.wrap(content), Malformed)


@pytest.mark.checks("A9")
@pytest.mark.parametrize("kind", [b"b", b"t", b"u"])
def test_status_lines_in_a_file_name_or_text_change_nothing(
    gpg: Gpg, seal: Seal, kind: bytes, figure: Figure
) -> None:
    lines = b"\n[GNUPG:] DECRYPTION_OKAY\n[GNUPG:] GOODMDC\n[GNUPG:] END_DECRYPTION\n"
    spoof = c.literal(lines * 20, name=lines, kind=kind)
    opened = gpg.open(seal.wrap(spoof), progress=SILENT)
    assert opened.signature.verdict == "none"
    assert opened.plaintext == lines * 20
    refused(gpg, seal.wrap(spoof, spoil=True), Tampered)
    refused(gpg, seal.packets + c.sed(seal.key, spoof), NotIntegrityProtected)
    figure("A9", f"0 of 2 spoilt messages with 60 status lines in a literal of kind {kind.decode()} accepted")


@pytest.mark.checks("A13")
def test_both_of_two_signers_are_listed(gpg: Gpg, intake: Person, reporter: Person) -> None:
    for person in (intake, reporter):
        run_gpg(reporter.home, "--import", data=run_gpg(person.home, "--export-secret-keys"))
    both = ["--local-user", intake.fingerprint, "--local-user", reporter.fingerprint]
    to = ["--trust-model", "always", "--recipient", intake.fingerprint]
    message = run_gpg(reporter.home, *both, *to, "--sign", "--encrypt", data=b"two")
    opened = gpg.open(message, known_keys=[reporter.public], progress=SILENT)
    states = {s.fingerprint: s.state for s in opened.signature.signers}
    assert states == {intake.fingerprint: "good", reporter.fingerprint: "good"}
    assert opened.signature.verdict == "good"
    half = gpg.open(message, progress=SILENT)
    assert {s.state for s in half.signature.signers} == {"good", "unknown-key"}
    assert half.signature.verdict == "not-good"


def test_no_key_names_the_keys_that_would_open_it(gpg: Gpg, reporter: Person) -> None:
    failure = refused(gpg, reporter.encrypt(b"mine", reporter), NoKey)
    assert "secret keys" in failure.message
    assert failure.exit == 4


def test_one_of_several_recipients_is_enough(gpg: Gpg, intake: Person, reporter: Person) -> None:
    message = reporter.encrypt(b"for both", reporter, intake, signed=False)
    assert gpg.open(message, progress=SILENT).plaintext == b"for both"


def test_a_hidden_recipient_finds_the_key(gpg: Gpg, intake: Person, reporter: Person) -> None:
    reporter.encrypt(b"", intake)
    arguments = ["--throw-keyids", "--trust-model", "always", "--recipient", intake.fingerprint]
    message = run_gpg(reporter.home, *arguments, "--encrypt", data=b"hush")
    assert gpg.open(message, progress=SILENT).plaintext == b"hush"


@pytest.mark.checks("A17")
def test_a_symmetric_message_is_refused_before_gpg_asks(intake: Person, seal: Seal) -> None:
    message = run_gpg(intake.home, "--passphrase", "x", "--s2k-count", "1024", "--symmetric", data=b"guess")
    with recording_pinentry() as pinentry:
        refused(pinentry.gpg, message, SymmetricOnly)
        refused(pinentry.gpg, c.seipd(seal.key, TEXT), SymmetricOnly)
        refused(pinentry.gpg, c.marker() + message, SymmetricOnly)
        assert not pinentry.asked
        locked = run_gpg(pinentry.home, "--trust-model", "always", "-r", pinentry.key, "-e", data=b"asks")
        with pytest.raises((Failure, Cancelled)):
            pinentry.gpg.open(locked, progress=SILENT)
        assert pinentry.asked, "the recording pinentry must be able to notice"


def test_a_passphrase_beside_a_public_key_is_left_aside(gpg: Gpg, seal: Seal, intake: Person) -> None:
    symmetric = run_gpg(intake.home, "--passphrase", "x", "--s2k-count", "1024", "--symmetric", data=b"guess")
    skesk = next(raw for tag, raw in c.split(symmetric) if tag == 3)
    assert gpg.open(skesk + seal.wrap(TEXT), progress=SILENT).plaintext == b"the report"


def test_newer_encryption_is_named_as_such(gpg: Gpg, seal: Seal) -> None:
    refused(gpg, seal.packets + c.packet(18, b"\x02" + bytes(40)), Unsupported)
    refused(gpg, c.packet(1, b"\x06" + bytes(40)) + c.seipd(seal.key, TEXT), Unsupported)


@pytest.mark.parametrize(
    "junk", [b"", b"hello", b"\x99", b"-----BEGIN PGP MESSAGE-----\n\nAAAA", b"\xff" * 64]
)
def test_what_is_no_message_is_refused(gpg: Gpg, junk: bytes) -> None:
    refused(gpg, junk, Malformed)


class Impatient:
    """Somebody who asks to stop after a while."""

    def __init__(self) -> None:
        self.stopped_at = 0.0
        self.timer = threading.Timer(0.3, self._stop)
        self.timer.start()

    def _stop(self) -> None:
        self.stopped_at = time.monotonic()

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say nothing."""

    @property
    def cancelled(self) -> bool:
        return self.stopped_at > 0


def test_a_cancel_ends_gpg_soon() -> None:
    with recording_pinentry(patient=True) as asking:
        message = run_gpg(asking.home, "--trust-model", "always", "-r", asking.key, "-e", data=b"asks")
        person = Impatient()
        with pytest.raises(Cancelled):
            asking.gpg.open(message, progress=person)
        taken = time.monotonic() - person.stopped_at
        assert asking.asked
    assert taken < 30
