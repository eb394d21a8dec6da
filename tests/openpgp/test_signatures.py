"""Signatures: good, or not good with its reason; every signer is listed."""

from collections.abc import Iterator

import pytest

from desktop.domain.failures import Malformed, SignatureRefused
from desktop.domain.leaving.policies import signed_text
from desktop.domain.report import Signer
from desktop.openpgp import Gpg, throwaway_home
from desktop.workflows.ports import Silent
from tests.checked import Figure
from tests.openpgp import crafting as c
from tests.people import Person, run_gpg, settle, someone

SILENT = Silent()
TEXT = b"a line\nand another\n"
LONG_AGO = ("--faked-system-time", "20200101T000000!")


@pytest.fixture
def stranger() -> Iterator[Person]:
    """Somebody whose key a test may spoil."""
    with someone("Sam Stranger", "sam@example.net") as person:
        yield person


def check(gpg: Gpg, signature: bytes, *known: bytes, content: bytes = TEXT) -> Signer:
    found = gpg.verify(content, signature, known_keys=known, progress=SILENT)
    [signer] = found.signers
    assert (found.verdict == "good") == (signer.state == "good")
    return signer


def test_a_good_signature_by_a_key_from_the_vault_needs_no_trust(gpg: Gpg, reporter: Person) -> None:
    signer = check(gpg, reporter.sign(TEXT), reporter.public)
    assert (signer.state, signer.fingerprint) == ("good", reporter.fingerprint)
    listed = run_gpg(gpg._home, "--with-colons", "--list-keys").decode()
    assert reporter.fingerprint not in listed, "known keys are never imported into the home"


def test_a_changed_text_is_bad(gpg: Gpg, reporter: Person) -> None:
    signer = check(gpg, reporter.sign(TEXT), reporter.public, content=TEXT + b"!")
    assert (signer.state, signer.fingerprint) == ("bad", reporter.fingerprint)


@pytest.mark.checks("A15")
def test_an_unknown_key_is_named(gpg: Gpg, reporter: Person) -> None:
    signer = check(gpg, reporter.sign(TEXT))
    assert (signer.state, signer.fingerprint) == ("unknown-key", reporter.fingerprint)
    assert check(gpg, reporter.sign(TEXT), b"no key at all").state == "unknown-key"


@pytest.mark.checks("A15")
def test_an_expired_key_is_not_good(gpg: Gpg) -> None:
    with throwaway_home() as home:
        old = settle(home, "Old Timer", "old@example.net", *LONG_AGO)
        signer = check(gpg, old.sign(TEXT, *LONG_AGO), old.public)
        assert signer.state == "expired-key"
        assert signer.signed_at is not None
        assert signer.signed_at.year == 2020


@pytest.mark.checks("A15")
def test_an_expired_signature_is_not_good(gpg: Gpg, seal: c.Seal) -> None:
    with throwaway_home() as home:
        run_gpg(home, *LONG_AGO, "--quick-generate-key", "Old <old@example.net>", "ed25519", "sign", "never")
        signature = run_gpg(home, *LONG_AGO, "--default-sig-expire", "1d", "--detach-sign", data=TEXT)
        signer = check(gpg, signature, run_gpg(home, "--export"))
        assert signer.state == "expired-signature"
        message = seal.wrap(signature + c.literal(TEXT))
        opened = gpg.open(message, known_keys=[run_gpg(home, "--export")], progress=SILENT)
        assert opened.plaintext == TEXT
        assert [s.state for s in opened.signature.signers] == ["expired-signature"]


@pytest.mark.checks("A15")
def test_a_revoked_key_is_not_good_whichever_copy_says_so(gpg: Gpg, stranger: Person) -> None:
    signature, before = stranger.sign(TEXT), stranger.public
    certificate = stranger.home / "openpgp-revocs.d" / f"{stranger.fingerprint}.rev"
    revocation = certificate.read_bytes().replace(b":-----BEGIN", b"-----BEGIN")
    run_gpg(stranger.home, "--import", data=revocation)
    assert check(gpg, signature, before).state == "good"
    assert check(gpg, signature, stranger.public).state == "revoked-key"
    assert check(gpg, signature, before, stranger.public).state == "revoked-key"
    with throwaway_home() as home:
        run_gpg(home, "--import", data=before)
        engine = Gpg(home)
        assert check(engine, signature).state == "good"
        assert check(engine, signature, stranger.public).state == "revoked-key"
        engine.close()


@pytest.mark.checks("A15")
@pytest.mark.parametrize("digest", ["SHA1", "RIPEMD160"])
def test_a_broken_digest_is_not_good(gpg: Gpg, stranger: Person, digest: str) -> None:
    rsa = ["--quick-generate-key", "Rsa <rsa@example.net>", "rsa2048", "sign"]
    run_gpg(stranger.home, *rsa)
    weak = ["--local-user", "rsa@example.net", "--digest-algo", digest, "--allow-weak-digest-algos"]
    signature = stranger.sign(TEXT, *weak)
    public = run_gpg(stranger.home, "--export", "rsa@example.net")
    assert check(gpg, signature, public).state == "weak-digest"


@pytest.mark.checks("A15")
def test_a_user_id_that_the_key_did_not_sign_is_nobody(gpg: Gpg, stranger: Person) -> None:
    signature = stranger.sign(TEXT)
    packets = c.split(run_gpg(stranger.home, "--export", stranger.fingerprint))
    assert [tag for tag, _ in packets] == [6, 13, 2, 14, 2]
    key, uid, certification, *subkey = (raw for _, raw in packets)
    forged = c.packet(13, b"Boss <boss@example.org>")
    both = check(gpg, signature, b"".join([key, forged, uid, certification, *subkey]))
    assert both.state == "good"
    assert [u.raw for u in both.uids] == ["Sam Stranger <sam@example.net>"]
    assert check(gpg, signature, b"".join([key, forged, *subkey])).state == "unknown-key"
    [shown] = gpg.read_keys(b"".join([key, forged, uid, certification, *subkey]))
    assert [u.raw for u in shown.uids] == ["Sam Stranger <sam@example.net>"]
    with throwaway_home() as home:
        bare = b"".join([key, forged, *subkey])
        run_gpg(home, "--allow-non-selfsigned-uid", "--import", data=bare)
        engine = Gpg(home)
        found = engine.verify(TEXT, signature, progress=SILENT)
        assert found.verdict == "not-good"
        assert [list(s.uids) for s in found.signers] == [[]]
        engine.close()


def test_never_trusted_spoils_a_signature_and_undefined_trust_does_not(stranger: Person) -> None:
    signature = stranger.sign(TEXT)
    with throwaway_home() as home:
        engine = Gpg(home)
        run_gpg(home, "--import", data=stranger.public)
        assert check(engine, signature).state == "good"
        run_gpg(home, "--import-ownertrust", data=f"{stranger.fingerprint}:3:\n".encode())
        assert check(engine, signature).state == "never-trusted"
        run_gpg(home, "--yes", "--delete-keys", stranger.fingerprint)
        run_gpg(home, "--import-ownertrust", data=f"{stranger.fingerprint}:3:\n".encode())
        assert check(engine, signature, stranger.public).state == "never-trusted"
        run_gpg(home, "--import-ownertrust", data=f"{stranger.fingerprint}:2:\n".encode())
        assert check(engine, signature, stranger.public).state == "good"
        engine.close()


@pytest.mark.checks("A9")
def test_status_lines_in_a_user_id_or_notation_prove_nothing(
    gpg: Gpg, stranger: Person, figure: Figure
) -> None:
    line = f"[GNUPG:] VALIDSIG {stranger.fingerprint}"
    spoof = f"x\n[GNUPG:] GOODSIG 0 x\n{line}"
    run_gpg(stranger.home, "--allow-freeform-uid", "--quick-generate-key", spoof, "ed25519", "sign")
    signature = stranger.sign(TEXT, "--local-user", "GOODSIG", "--set-notation", f"note@example.net={line}")
    public = run_gpg(stranger.home, "--export", "GOODSIG")
    (stranger.home / "gpg.conf").write_text("verbose\nverbose\nstatus-fd 1\nkeyid-format long\n")
    engine = Gpg(stranger.home)
    assert check(engine, signature).state == "good"
    assert check(engine, signature, content=b"other").state == "bad"
    assert check(gpg, signature).state == "unknown-key"
    signed = check(gpg, signature, public)
    assert signed.fingerprint != stranger.fingerprint
    engine.close()
    figure("A9", "0 of 3 signatures with status lines in user id and notation good, gpg.conf verbose")


def test_a_detached_signature_is_nothing_but_signatures(gpg: Gpg, seal: c.Seal, reporter: Person) -> None:
    for junk in (b"", b"x", c.literal(TEXT), seal.wrap(c.literal(TEXT)), reporter.public):
        with pytest.raises(Malformed):
            gpg.verify(TEXT, junk, progress=SILENT)
    assert gpg.verify(TEXT, c.packet(2, b"\x04garbage"), progress=SILENT).verdict == "not-good"


@pytest.mark.checks("A16")
def test_only_what_gpg_emitted_of_a_signed_text_counts(gpg: Gpg, reporter: Person) -> None:
    block = run_gpg(reporter.home, "--clearsign", data=TEXT)
    read = gpg.read_clearsigned(
        b"Send money.\n" + block + b"Now.\n", known_keys=[reporter.public], progress=SILENT
    )
    assert read.plaintext == TEXT
    assert read.signature.verdict == "good"
    changed = gpg.read_clearsigned(
        block.replace(b"a line", b"a lime"), known_keys=[reporter.public], progress=SILENT
    )
    assert [s.state for s in changed.signature.signers] == ["bad"]
    fed = gpg.read_clearsigned(
        block.replace(b"a line\n", b"a line\x0c\n"), known_keys=[reporter.public], progress=SILENT
    )
    assert fed.signature.verdict == "not-good"


@pytest.mark.parametrize("text", [b"Contact: a\n", b"a\n- dashed\n-- \x2e\nFrom here\n", "ü\n".encode()])
def test_a_text_is_signed_within_itself_and_reads_the_same(gpg: Gpg, text: bytes) -> None:
    key = gpg.create_key("Desk", "desk@example.org", passphrase="", progress=SILENT)
    signed = gpg.clearsign(text, key.fingerprint, progress=SILENT)
    assert signed.startswith(b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n")
    read = gpg.read_clearsigned(signed, progress=SILENT)
    assert (read.plaintext, read.signature.verdict) == (text, "good")
    assert signed_text(signed) == text


def test_a_text_that_a_signature_would_not_keep_whole_is_not_signed(gpg: Gpg) -> None:
    key = gpg.create_key("Desk", "desk@example.org", passphrase="", progress=SILENT)
    for text in (b"blank at the end \n", b"carriage return\r\n", b"no line break", b"tab\t\nb\n"):
        with pytest.raises(SignatureRefused):
            gpg.clearsign(text, key.fingerprint, progress=SILENT)
