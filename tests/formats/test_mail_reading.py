"""What a layer of mail becomes: text, files, and what is sealed, each by itself."""

from datetime import UTC, datetime

import pytest

from desktop.domain.failures import Malformed, SeveralMessages, Unsupported
from desktop.formats.mail.reading import read_mail

ARMOUR = "-----BEGIN PGP MESSAGE-----\n\nhF4D\n=abcd\n-----END PGP MESSAGE-----\n"
CLEARSIGNED = (
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nsigned words\n"
    "-----BEGIN PGP SIGNATURE-----\n\niHUE\n-----END PGP SIGNATURE-----\n"
)


def mail(body="Body.\n", *, kind="text/plain; charset=utf-8", headers=""):
    head = f"From: Rae <rae@example.org>\nTo: sec@vendor.example\nSubject: Report\n{headers}"
    return f"{head}Content-Type: {kind}\n\n{body}".encode()


def multipart(*parts, kind="multipart/mixed", headers=""):
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return mail(body, kind=f'{kind}; boundary="b"', headers=headers)


@pytest.mark.parametrize(
    ("said", "automatic"),
    [("auto-replied", True), ("Auto-Generated; reason=x", True), ("no", False), ("NO ", False), ("", False)],
)
def test_a_mail_says_whether_a_machine_wrote_it(said: str, automatic: bool) -> None:
    headers = f"Auto-Submitted: {said}\n" if said else ""
    assert read_mail(mail(headers=headers)).automatic is automatic


def test_a_plain_report_is_first_class():
    parsed = read_mail(mail(headers="Date: Mon, 02 Nov 2026 09:00:00 +0100\nMessage-ID: <1@x>\n"))
    assert (parsed.kind, parsed.text.raw, parsed.subject.raw) == ("plain", "Body.\n", "Report")
    assert [(n.raw, a.raw) for n, a in parsed.from_addresses] == [("Rae", "rae@example.org")]
    assert parsed.date == datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert parsed.date.isoformat() == "2026-11-02T09:00:00+01:00"
    assert parsed.recipients[0].raw == "sec@vendor.example"
    assert (parsed.encrypted, parsed.signed, parsed.warnings) == ((), (), ())


def test_a_text_file_is_a_report_too():
    parsed = read_mail(b"Hello: there is a hole in your parser.\nsteps: none\n")
    assert parsed.text.raw.startswith("Hello: there is a hole")
    assert parsed.kind == "plain"


def test_the_topmost_received_line_is_the_arrival():
    lines = (
        "Received: from mx by us; Tue, 03 Nov 2026\n 10:00:00 -0700 (UTC-07:00)\n"
        "Received: from liar by liar; Sun, 01 Nov 2026 10:00:00 +0000\n"
    )
    assert read_mail(mail(headers=lines)).received == datetime(2026, 11, 3, 17, tzinfo=UTC)


def test_references_name_the_messages_answered():
    headers = "In-Reply-To: <a@x>\nReferences: <b@x>\n <a@x> <c@x>\n"
    assert [r.raw for r in read_mail(mail(headers=headers)).in_reply_to] == ["<a@x>", "<b@x>", "<c@x>"]


def test_a_pgp_mime_message_hands_out_its_sealed_part_only():
    parsed = read_mail(
        multipart(
            "Content-Type: application/pgp-encrypted\n\nVersion: 1\n",
            f"Content-Type: application/octet-stream\n\n{ARMOUR}",
            kind="multipart/encrypted; protocol=application/pgp-encrypted",
        )
    )
    assert parsed.kind == "pgp-mime"
    assert parsed.encrypted[0].strip() == ARMOUR.strip().encode()
    assert not parsed.outside_text


def test_a_mixed_up_message_is_repaired_and_says_so():
    parsed = read_mail(
        multipart(
            "Content-Type: text/plain\n\n\n",
            "Content-Type: application/pgp-encrypted\nContent-Transfer-Encoding: base64\n\nVmVyc2lvbjogMQ0K",
            f"Content-Type: application/octet-stream\n\n{ARMOUR}",
        )
    )
    assert len(parsed.encrypted) == 1
    assert parsed.warnings == ("repaired-mime",)
    assert not parsed.outside_text


def test_a_mail_that_only_brings_an_encrypted_file_is_that_message():
    attached = "Content-Type: application/octet-stream; name=encrypted.asc\n\n"
    parsed = read_mail(multipart("Content-Type: text/plain\n\n", attached + ARMOUR))
    assert (len(parsed.encrypted), parsed.parts) == (1, ())
    assert parsed.warnings == ("repaired-mime",)


@pytest.mark.checks("A1")
def test_the_three_part_mail_of_efail_is_never_joined():
    parsed = read_mail(
        multipart(
            'Content-Type: text/html\n\n<img src="http://evil.example/',
            "Content-Type: application/pgp-encrypted\n\nVersion: 1\n",
            f"Content-Type: application/octet-stream\n\n{ARMOUR}",
            'Content-Type: text/html\n\n">',
        )
    )
    assert parsed.encrypted == (ARMOUR.rstrip("\n").encode() + b"\n",)
    assert "BEGIN PGP" not in parsed.text.raw
    assert parsed.outside_text


def test_text_around_inline_pgp_stays_outside():
    parsed = read_mail(mail(f"Before.\n{ARMOUR}After.\n"))
    assert parsed.kind == "pgp-inline"
    assert parsed.encrypted == (ARMOUR.encode(),)
    assert parsed.text.raw == "Before.\nAfter.\n"
    assert parsed.outside_text


@pytest.mark.checks("A16")
def test_a_clearsigned_block_is_taken_out_whole():
    parsed = read_mail(mail(f"Unsigned.\f\n{CLEARSIGNED}Also unsigned.\n"))
    assert parsed.clearsigned == (CLEARSIGNED.encode(),)
    assert "signed words" not in parsed.text.raw
    assert parsed.outside_text


@pytest.mark.parametrize("raw", [ARMOUR.encode(), b"\n" + ARMOUR.replace("\n", "\r\n").encode()])
def test_a_bare_armoured_message(raw):
    parsed = read_mail(raw)
    assert (parsed.kind, len(parsed.encrypted), parsed.outside_text) == ("pgp-inline", 1, False)


def test_a_bare_binary_message():
    raw = b"\x84\x5e\x03\x1d\x71\xcf\xf3\x00\x8f\xff"
    assert read_mail(raw).encrypted == (raw,)


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
@pytest.mark.parametrize("inner", [True, False])
def test_a_text_that_begins_with_a_letter_beyond_ascii_is_a_text(charset, inner):
    text = "Ärger: ein Loch.\n"
    assert read_mail(text.encode(charset), inner=inner).text.raw == text


def test_an_armour_line_without_its_end_is_only_text():
    parsed = read_mail(mail("-----BEGIN PGP MESSAGE-----\nThat line crashes your parser.\n"))
    assert not parsed.encrypted
    assert "crashes" in parsed.text.raw


KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----"


@pytest.mark.parametrize(
    "unfinished", [f"{KEY}\n\nmDM\n", f"{ARMOUR[:60]}\n", ARMOUR.partition("-----END")[0]]
)
def test_an_unfinished_block_hides_none_that_follows(unfinished):
    parsed = read_mail(
        mail(f"Hello\n{unfinished}{ARMOUR}{unfinished}{ARMOUR}{KEY.replace('BEGIN', 'END')}\n")
    )
    assert parsed.kind == "pgp-inline"
    assert [block.decode() for block in parsed.encrypted] == [ARMOUR, ARMOUR]
    assert parsed.text.raw.count(unfinished.splitlines()[0]) == 2
    assert not parsed.keys


def test_more_armoured_blocks_than_anyone_sends_are_refused():
    with pytest.raises(SeveralMessages):
        read_mail(mail(ARMOUR * 21))


def test_signed_bytes_are_exactly_those_that_came():
    signed = "Content-Type: text/plain\n\ntrailing spaces  \n\nlast line"
    parsed = read_mail(
        multipart(
            signed,
            "Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----\n",
            kind="multipart/signed; protocol=application/pgp-signature",
        )
    )
    assert parsed.signed[0].content == signed.replace("\n", "\r\n").encode()
    assert (parsed.text.raw, parsed.outside_text) == ("", False)


SIGNED = "multipart/signed; protocol=application/pgp-signature"
SIGNATURE = "Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----"


@pytest.mark.checks("A11")
@pytest.mark.parametrize(
    "parts",
    [
        ("\nreal", SIGNATURE, "Content-Type: text/plain\n\nforged"),
        ("Content-Type: text/plain\n\nforged", "\nreal", SIGNATURE),
        (SIGNATURE, "\nforged"),
        ("\nreal", "Content-Type: text/plain\n\n-----BEGIN PGP SIGNATURE-----"),
    ],
)
def test_a_signed_container_of_another_shape_counts_as_unsigned(parts):
    parsed = read_mail(multipart(*parts, kind=SIGNED))
    assert parsed.signed == ()
    assert parsed.text.raw


@pytest.mark.checks("A11")
def test_text_beside_a_signed_part_is_outside():
    inner = f'Content-Type: {SIGNED}; boundary="i"\n\n--i\n\nreal\n--i\n{SIGNATURE}\n--i--'
    parsed = read_mail(multipart(inner, "Content-Type: text/plain\n\nforged"))
    assert parsed.signed[0].content == b"\r\nreal"
    assert parsed.text.raw == "forged"
    assert parsed.outside_text


@pytest.mark.checks("A11")
def test_a_signed_mail_within_an_attached_mail_proves_nothing():
    signed = f'Content-Type: {SIGNED}; boundary="i"\n\n--i\n\nreal\n--i\n{SIGNATURE}\n--i--'
    attached = f"Content-Type: message/rfc822\n\n{signed}"
    parsed = read_mail(multipart("Content-Type: text/plain\n\nforged", attached))
    assert parsed.signed == ()
    assert [part.shown_name for part in parsed.parts] == ["message.eml"]


@pytest.mark.checks("A11")
def test_two_content_types_are_refused():
    with pytest.raises(Malformed, match="contradictory"):
        read_mail(mail(headers="Content-Type: text/html\n"))


def test_protected_headers_count_at_the_root_of_an_inner_layer_only():
    inner = 'Content-Type: text/plain; protected-headers="v1"\nSubject: Secret\n\nhi\n'
    assert read_mail(inner.encode(), inner=True).subject.raw == "Secret"
    assert read_mail(
        inner.replace("protected-headers", "hp").replace("v1", "cipher").encode(), inner=True
    ).subject_protected
    unmarked = read_mail(b"Content-Type: text/plain\nSubject: Secret\n\nhi\n", inner=True)
    assert (unmarked.subject.raw, unmarked.subject_protected, unmarked.text.raw) == ("", False, "hi\n")
    deeper = f'Content-Type: multipart/mixed; boundary="x"\n\n--x\n{inner}\n--x--\n'
    assert not read_mail(deeper.encode(), inner=True).subject_protected


def test_a_legacy_display_part_is_not_shown_twice():
    old = (
        'Content-Type: multipart/mixed; boundary="x"; protected-headers="v1"\nSubject: Secret\n\n--x\n'
        'Content-Type: text/plain; protected-headers="v1"\n\nSubject: Secret\n\n--x\n\nhi\n--x--\n'
    )
    marked = 'Content-Type: text/plain; hp="cipher"; hp-legacy-display="1"\n'
    new = f"{marked}Subject: Secret\n\nSubject: Secret\n\nhi"
    for entity in (old, new):
        parsed = read_mail(entity.encode(), inner=True)
        assert (parsed.text.raw, parsed.warnings, parsed.subject.raw) == ("hi", ("legacy-display",), "Secret")


@pytest.mark.clause("M87-3.3f", "TER-2.2b")
def test_html_alone_becomes_inert_text_with_its_links_written_out():
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body><p>Hi &amp; bye</p>"
        "<script>alert(1)</script><!-- x --><a href='https://evil.example/?q'>bank</a>"
        '<img src="file:///etc/passwd"><pre>a\n  b</pre>1 < 2</body></html>'
    )
    parsed = read_mail(mail(html, kind="text/html"))
    assert parsed.warnings == ("html-only", "links")
    assert parsed.text.raw == "\nHi & bye\n<https://evil.example/?q> bank\na\n  b\n1 < 2\n".lstrip("\n")


def test_of_two_alternatives_the_plain_one_is_read():
    parsed = read_mail(
        multipart("\nplain", "Content-Type: text/html\n\n<p>rich", kind="multipart/alternative")
    )
    assert (parsed.text.raw, parsed.warnings) == ("plain", ())


def test_smime_is_recognised_and_named():
    sealed = read_mail(mail("MIIB\n", kind="application/pkcs7-mime; smime-type=enveloped-data"))
    assert (sealed.kind, sealed.unsupported, sealed.warnings) == ("smime", "S/MIME", ("smime",))
    signed = read_mail(
        multipart("\nreadable", "Content-Type: application/pkcs7-signature\n\nMIIB", kind="multipart/signed")
    )
    assert (signed.kind, signed.text.raw, signed.unsupported) == ("smime", "readable", "")


def test_keys_are_offered_by_attachment_by_text_and_by_header():
    block = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n-----END PGP PUBLIC KEY BLOCK-----\n"
    attached = read_mail(multipart("\nhi", f"Content-Type: application/pgp-keys; name=k.asc\n\n{block}"))
    assert [key.strip() for key in attached.keys] == [block.strip().encode()]
    in_text = read_mail(mail(f"{ARMOUR}\n{block}"))
    assert in_text.keys == (block.encode(),)
    assert not in_text.outside_text
    header = "Autocrypt: addr=rae@example.org; prefer-encrypt=mutual; keydata=\n bURN\n RQ==\n"
    assert read_mail(mail(headers=header)).keys == (b"mDME",)
    assert read_mail(mail(headers=header.replace("rae@", "eve@"))).keys == ()
    assert read_mail(mail(headers=header * 2)).keys == ()


@pytest.mark.clause("MUS-4.3c", "TER-2.2a")
@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"From: a@b.example\n\nnul \0 here", "binary"),
        (b"\0" * 100, "binary"),
        (b"PK\x03\x04\0\0", "ZIP"),
        (b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n", "OpenPGP key"),
        (b"From: a@b.example\nContent-Type: multipart/mixed\n\nx", "boundary"),
    ],
)
def test_what_is_no_mail_is_refused_with_a_sentence(raw, words):
    with pytest.raises(Malformed, match=words):
        read_mail(raw)


def test_an_outlook_message_is_recognised():
    with pytest.raises(Unsupported, match="Outlook"):
        read_mail(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)


def test_a_file_that_somebody_encrypted_comes_out_as_a_file():
    parsed = read_mail(b"%PDF-1.7\n\0\0", inner=True)
    assert (parsed.text.raw, parsed.parts[0].content) == ("", b"%PDF-1.7\n\0\0")


def test_a_date_that_cannot_be_read_is_implausible():
    assert read_mail(mail(headers="Date: yesterday, I think\n")).warnings == ("date-implausible",)


def test_a_line_of_an_mbox_is_skipped():
    assert read_mail(b"From rae@example.org Mon Nov  2 09:00:00 2026\n" + mail()).subject.raw == "Report"


def test_a_sealed_message_that_was_not_forwarded_is_the_message():
    wrapped = b"Content-Type: message/rfc822; forwarded=no\n\nSubject: Secret\n\nhi\n"
    parsed = read_mail(wrapped, inner=True)
    assert (parsed.subject.raw, parsed.subject_protected, parsed.text.raw) == ("Secret", True, "hi\n")
    forwarded = read_mail(wrapped.replace(b"; forwarded=no", b""), inner=True)
    assert (forwarded.subject_protected, forwarded.parts[0].shown_name) == (False, "message.eml")


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("quoted-printable", b"gr=C3=BC=\n=C3=9Fe", "grüße"),
        ("base64", b"Z3LDvMOfZQ==", "grüße"),
        ("base64", b"Z3LDvMOfZQ", "grüße"),
        ("base64", b"!aG-kh%%a", "hi!"),
        ("x-unknown", b"as it is", "as it is"),
    ],
)
def test_transfer_encodings_are_undone_leniently(encoding, body, text):
    raw = mail(headers=f"Content-Transfer-Encoding: {encoding}\n").replace(b"Body.\n", body)
    assert read_mail(raw).text.raw == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2 Nov 26 09:00 EST", datetime(2026, 11, 2, 14, tzinfo=UTC)),
        ("2 Nov 99 09:00:60 UT", datetime(1999, 11, 2, 9, 0, 59, tzinfo=UTC)),
        ("2 Nov 126 09:00 Z", datetime(2026, 11, 2, 9, tzinfo=UTC)),
        ("30 Feb 2026 09:00 +0000", None),
        ("2 Foo 2026 09:00 +0000", None),
        ("2 Nov 0099 09:00 +0000", datetime(1999, 11, 2, 9, tzinfo=UTC)),
        ("2 Nov 2026 09:00 +9999", None),
    ],
)
def test_dates_of_old_programs_are_read(written, expected):
    assert read_mail(mail(headers=f"Date: {written}\n")).date == expected


def test_a_name_may_be_quoted_with_escapes():
    part = 'Content-Type: application/x; name="a\\"b;c.txt"; broken*x=1; name=second\n\nx'
    assert read_mail(multipart("\nhi", part)).parts[0].name.raw == 'a"b;c.txt'


def test_a_marked_text_without_legacy_lines_stays_as_it_is():
    entity = 'Content-Type: text/plain; hp="cipher"; hp-legacy-display="1"\nSubject: Secret\n\njust text\n'
    parsed = read_mail(entity.encode(), inner=True)
    assert (parsed.text.raw, parsed.warnings) == ("just text\n", ())


def test_markup_that_never_ends_is_no_text():
    for document, text in (("a<!-- b", "a\n"), ("a<?php b", "a\n"), ("a<b", "a\n"), ("<pre>a<b>c", "a<b>c")):
        parsed = read_mail(mail(document, kind="text/html"))
        assert parsed.text.raw.strip() == text.replace("<b>", "").strip()
