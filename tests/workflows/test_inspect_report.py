"""The facts of a message without a vault: real PGP/MIME mail of other programs, and what becomes of refusals.

The mail lies in the folder that EMBARGO_TEST_DATA names, with its keys and expected contents.
"""

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from desktop.domain.failures import Exit, Unreadable
from desktop.openpgp.gpg import Gpg
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.intake.inspect_report import Inspection, inspect_report, refuse
from desktop.workflows.intake.open_report import OUTSIDE_NAME, open_report
from desktop.workflows.ports import Silent
from tests.workflows.opening import Home, mail, pgp_mime, tools_of

AT = datetime(2026, 11, 23, tzinfo=UTC)
DATA = Path(os.environ.get("EMBARGO_TEST_DATA", "/nonexistent")) / "mail"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="EMBARGO_TEST_DATA names no folder with mail/")

KEYS = (
    "notmuch/openpgp4-secret-key.asc",
    "protected-headers/bob@openpgp.example.sec.asc",
    "protected-headers/alice@openpgp.example.pub.asc",
)
PASSWORD = 'The password is "abcd1234!", please do not tell anyone.\n'
POEM = (
    "My Rhinoceros likes donuts,\nShe eats them night and morn.\n"
    "She'll eat two or three for dinner and keep\nAnother one on her horn.\n"
)
SEKRIT = "This is the sekrit message\n"
SIGNED = "Here is the signed message body.\n"
BARCORP = "BarCorp contract signed, let's go!"


class Expected(msgspec.Struct):
    """What is true of one file; the defaults are those of an encrypted, unsigned mail that opens."""

    text: str | None
    subject: str = "Subject Unavailable"
    protected: bool = False
    kind: str = "pgp-mime"
    encryption: str = "decrypted"
    signature: str = "none"
    grade: str = "encrypted-only"
    warnings: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    failure: str = ""
    exit: Exit = Exit.DONE


def good(text, subject, *, encryption="decrypted", warnings=(), attachments=()):
    return Expected(
        text, subject, protected=True, encryption=encryption, signature="good", grade="signed",
        warnings=warnings, attachments=attachments,
    )  # fmt: skip


def refused(code, subject, *, kind="pgp-mime", warnings=()):
    no_key = code == "no-key"
    return Expected(
        "", subject, kind=kind, encryption="no-key" if no_key else "refused", grade="claimed", failure=code,
        exit=Exit.KEY_MISSING if no_key else Exit.REFUSED, warnings=warnings,
    )  # fmt: skip


def smime(subject="..."):
    return refused("unsupported", subject, kind="smime", warnings=("smime",))


LATE = ("late-signature",)  # the test mail is dated 2000, its signatures are of 2022
TABLE = {
    "notmuch/basic-encrypted.eml": Expected(PASSWORD, "Here is the password"),
    "notmuch/mixed-up.eml": Expected(PASSWORD, "Here is the password", warnings=("repaired-mime",)),
    "notmuch/protected-header.eml": Expected(SEKRIT, "This is a protected header", protected=True),
    "notmuch/subjectless-protected-header.eml": Expected(
        SEKRIT, "This is a protected header", protected=True
    ),
    "notmuch/no-protected-header-attribute.eml": Expected(SEKRIT),
    "notmuch/wrapped-protected-header.eml": Expected(
        SEKRIT,
        "[mailing-list] Subject Unavailable",
        warnings=("partly-encrypted", "mixed-content"),
        attachments=(OUTSIDE_NAME,),
    ),
    "notmuch/misplaced-protected-header.eml": Expected(None),
    "notmuch/encrypted-message-with-forwarded-attachment.eml": Expected(
        "Check out this forwarded message:\n",
        "This is the cryptographic envelope subject",
        protected=True,
        attachments=("message.eml",),
    ),
    "notmuch/encrypted-rfc822-attachment": Expected(
        "", "testing encrypted rfc822 attachments", attachments=("msg-006",)
    ),
    "notmuch/nested-rfc822-message.eml": Expected(
        "I think this works.  Thanks, Alexey Melnikov!\n",
        "This is a message using draft-melnikov-smime-header-signing",
        protected=True,
    ),
    "notmuch/encrypted-signed.eml": good(POEM, "Rhinoceros dinner", warnings=LATE),
    "notmuch/encrypted-signed-not-masked.eml": good(POEM, "Rhinoceros dinner", warnings=LATE),
    "notmuch/protected-with-legacy-display.eml": good(
        None, "Interrupting Cow", warnings=("late-signature", "legacy-display")
    ),
    "notmuch/signed-protected-header.eml": good(
        SIGNED, "This is a signed message", encryption="not-encrypted", warnings=LATE
    ),
    "notmuch/simple-signed-mail.eml": msgspec.structs.replace(
        good(SIGNED, "This is a signed message", encryption="not-encrypted", warnings=LATE), protected=False
    ),
    "notmuch/simple-encrypted": refused("no-key", "encrypted message"),
    "notmuch/double-wrapped-with-phony-protected-header.eml": refused("no-key", "Subject Unavailable"),
    "notmuch/phony-protected-header-bad-encryption.eml": refused("malformed", "Subject Unavailable"),
    "notmuch/smime-multipart-signed.eml": Expected(
        None,
        "The FooCorp contract",
        kind="smime",
        encryption="not-encrypted",
        grade="claimed",
        warnings=("smime",),
        attachments=("smime.p7s",),
    ),
    "notmuch/smime-onepart-signed.eml": smime("The FooCorp contract"),
    "notmuch/smime-enc+legacy-disp.eml": smime(),
    "notmuch/smime-sign+enc+legacy-disp.eml": smime(),
    "notmuch/smime-sign+enc.eml": smime(),
    "notmuch/openpgp4-secret-key.asc": refused("malformed", "", kind="unknown"),
    "protected-headers/pgpmime-signed.eml": good(None, "The FooCorp contract", encryption="not-encrypted"),
    "protected-headers/pgpmime-sign+enc.eml": good(None, BARCORP, warnings=("links",)),
    "protected-headers/pgpmime-sign+enc+legacy-disp.eml": good(
        None, BARCORP, warnings=("legacy-display", "links")
    ),
    "protected-headers/pgpmime-layered.eml": good(None, BARCORP, warnings=("links",)),
    "protected-headers/pgpmime-layered+legacy-disp.eml": good(
        None, BARCORP, warnings=("legacy-display", "links")
    ),
    "protected-headers/unfortunately-complex.eml": good(
        None, BARCORP, warnings=("legacy-display", "links"), attachments=("testharness-config.diff",)
    ),
    "protected-headers/pgpmime-enc+legacy-disp.eml": Expected(
        None, BARCORP, protected=True, warnings=("legacy-display", "links")
    ),
}


@pytest.fixture(scope="module")
def tools():
    home = Home(Path(tempfile.mkdtemp(prefix="e", dir="/tmp")))
    for key in KEYS:
        if (DATA / key).is_file():
            home.gpg("--import", str(DATA / key))
    gpg, parser = Gpg(home.path), SandboxedParser()
    yield tools_of(gpg, parser)
    parser.close()
    gpg.close()
    home.end()
    shutil.rmtree(home.path, ignore_errors=True)


@pytest.fixture
def inspect(tools):
    return lambda raw: inspect_report("report.eml", raw, tools, at=AT, progress=Silent())


@needs_data
def test_no_file_of_the_folder_is_left_out():
    there = {str(path.relative_to(DATA)) for path in DATA.rglob("*") if path.is_file()}
    expected = {name for name in there if not name.endswith(".inner")} - set(KEYS[1:])
    assert expected == set(TABLE)


@needs_data
@pytest.mark.parametrize("name", TABLE)
def test_real_mail_opens_or_is_refused_with_the_right_reason(inspect, tools, name):
    expected = TABLE[name]
    if not tools.parser.confined:
        expected.warnings += ("sandbox-missing",) if not expected.failure else ()
    found = inspect((DATA / name).read_bytes())
    assert found.kind == expected.kind
    assert (found.encryption, found.signature) == (expected.encryption, expected.signature)
    assert (found.subject, found.subject_protected) == (expected.subject, expected.protected)
    assert found.reporter.grade == expected.grade
    assert found.warnings == expected.warnings
    assert tuple(a.shown_name for a in found.attachments) == expected.attachments
    assert (found.failure.code if found.failure else "") == expected.failure
    assert found.exit == expected.exit
    if expected.text is None:
        assert len(found.text) > 100
        assert "Subject:" not in found.text
    else:
        assert found.text == expected.text


@needs_data
@pytest.mark.parametrize(
    "name", [n for n in TABLE if n.startswith("protected-headers/") and "-signed" not in n]
)
def test_what_is_decrypted_is_what_was_encrypted(tools, name):
    path = DATA / name
    opened = open_report(path.read_bytes(), tools, at=AT, progress=Silent())
    assert opened.plaintext == path.with_suffix(".inner").read_bytes()
    assert f"(this is the '{path.stem}' message)" in opened.report.text.raw
    assert opened.report.reporter.name.raw == "Alice Lovelace"


@needs_data
def test_a_changed_message_yields_no_text(inspect):
    raw = (DATA / "protected-headers/pgpmime-sign+enc.eml").read_bytes()
    at = raw.index(b"-----END PGP") - 200
    swapped = b"A" if raw[at : at + 1] != b"A" else b"B"
    found = inspect(raw[:at] + swapped + raw[at + 1 :])
    assert found.failure is not None
    assert (found.text, found.attachments, found.encryption) == ("", (), "refused")
    assert found.exit == Exit.REFUSED


def test_the_keys_of_the_json_are_the_contract():
    keys = "file sha256 kind encryption signature signers reporter subject subject_protected date message_id"
    wanted = [*keys.split(), "text", "attachments", "warnings", "failure"]
    assert list(msgspec.to_builtins(Inspection(file="x", sha256=""))) == wanted


def test_a_plain_report_is_inspected_as_it_is(inspect):
    found = inspect(mail(b"There is a hole.\n", headers="Date: Mon, 02 Nov 2026 09:00:00 +0100\n"))
    assert (found.kind, found.encryption, found.exit) == ("plain", "not-encrypted", Exit.DONE)
    as_json = msgspec.json.decode(msgspec.json.encode(found))
    assert as_json["date"] == "2026-11-02T09:00:00+01:00"
    assert as_json["reporter"] == {"address": "rae@example.org", "name": "Rae", "grade": "claimed"}
    assert as_json["failure"] is None


def test_a_refused_message_still_says_what_it_claims(inspect):
    block = b"-----BEGIN PGP MESSAGE-----\n\nhF4D\n-----END PGP MESSAGE-----\n"
    found = inspect(pgp_mime(block))
    assert (found.subject, found.reporter.address) == ("Outer", "rae@example.org")
    assert (found.encryption, found.exit, found.text) == ("refused", Exit.REFUSED, "")
    several = inspect(mail(block + block))
    assert several.failure.code == "several-messages"
    assert several.failure.advice


@pytest.mark.checks("A6")
@pytest.mark.parametrize("armoured", [True, False])
def test_a_message_that_only_looks_encrypted_is_said_not_to_be(inspect, tools, tmp_path, armoured):
    literal = Home(tmp_path).gpg(*(["--armor"] if armoured else []), "--store", stdin=b"plain words")
    found = inspect(pgp_mime(literal) if armoured else literal)
    assert (found.encryption, found.text, found.exit) == ("not-encrypted", "", Exit.REFUSED)
    assert "not encrypted" in found.failure.message


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_mail_is_of_unknown_kind(inspect, raw):
    found = inspect(raw)
    assert (found.kind, found.encryption, found.exit) == ("unknown", "refused", Exit.REFUSED)
    assert len(found.sha256) == 64


def test_a_file_that_cannot_be_read_has_facts_too():
    found = refuse("folder", Unreadable("This is a folder."))
    assert (found.failure.code, found.exit, found.sha256) == ("unreadable", Exit.REFUSED, "")
