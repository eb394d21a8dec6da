"""Mail made to hurt: too deep, too large, in strange charsets, under false names."""

import time
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain.failures import Failure, TooDeep, TooLarge
from desktop.domain.inert import is_hidden
from desktop.formats.mail.addresses import address_in, address_key, read_senders, same_address
from desktop.formats.mail.limits import MESSAGE_BYTES
from desktop.formats.mail.names import LONGEST_BYTES, safe_name
from desktop.formats.mail.reading import read_mail

WITHIN_S = 0.5


def nested(depth):
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@b.example\n{opening}\nbottom".encode()


def many_parts(count):
    return b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * count


def many_html_parts(count, document):
    part = b"--b\nContent-Type: text/html\n\n" + document + b"\n"
    return b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + part * count


HTML = b"From: a@b.example\nContent-Type: text/html\n\n"


@pytest.mark.checks("B21")
@pytest.mark.clause("TER-2.2d")
@pytest.mark.parametrize(
    ("raw", "failure"),
    [
        (nested(51), TooDeep),
        (nested(5_000), TooDeep),
        (many_parts(201), TooLarge),
        (many_parts(1_000_000), TooLarge),
        (b"From: a@b.example\nX: " + b"y" * 70_000 + b"\n\nx", TooLarge),
        (b"From: a@b.example\n" + b"X: y\n" * 100_000 + b"\nx", TooLarge),
        (b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nx", TooLarge),
        (HTML + b"<" * 4_200_000, TooLarge),
        (HTML + b"&lt;" * 1_000_000, TooLarge),
        (many_html_parts(50, b"</" * 10_000), TooLarge),
    ],
    ids=[
        *("depth", "deeper", "parts", "more parts", "header", "fields", "encoded words"),
        *("marks", "references", "html parts"),
    ],
)
def test_what_is_beyond_a_bound_is_refused_at_once(raw, failure, request, figure):
    start = time.process_time()
    with pytest.raises(failure):
        read_mail(raw)
    taken = time.process_time() - start
    assert taken < 10 * WITHIN_S
    figure("B21", f"{request.node.callspec.id}: {taken:.2f} s")


@pytest.mark.checks("B21")
@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 4_500 + b"\n\nx",
        b'From: "' + rb"\"" * 30_000 + b"\n\nx",
        b"From: " + b"(" * 60_000 + b"\n\nx",
        (b'From: "' + rb"\"" * 990 + b"\n") * 32 + b"\nx",
        HTML + b"<" * 240_000,
        HTML + b"</ <" * 80_000,
        HTML + b"a \n" * 3_000_000,
        b"From: a@b.example\nTo: " + b"a" * 60_000 + b"\n\nx",
        b"From: a@b.example\nAutocrypt: addr=a@b.example; keydata=" + b" " * 60_000 + b"!\n\nx",
        b"From: a@b.example\nContent-Type: text/plain" + b'; x="' * 12_000 + b"\n\nx",
        b"From: a@b.example\nContent-Type: text/html\n\n" + b"<!--<a <pre><" * 60_000,
        b"From: a@b.example\nContent-Type: text/html\n\n" + b"<script" * 100_000 + b"<" * 100_000,
        b"From: a@b.example\n\n" + b"-----BEGIN PGP MESSAGE-----\n" * 100_000,
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--bb\n" * 500_000,
        nested(49) + b"x\n" * 1_000_000,
    ],
)
def test_what_is_within_the_bounds_takes_no_longer_than_its_length_allows(raw):
    start = time.process_time()
    read_mail(raw)
    assert time.process_time() - start < 10 * WITHIN_S


@pytest.mark.checks("B22")
@pytest.mark.parametrize(
    "charset", ["x-evil", "NUL", "nul\\0", "idna", "utf-7", "zlib", "zlib_codec", "rot13", "punycode", "hex"]
)
def test_a_strange_charset_costs_nothing_and_loses_nothing(charset):
    body = b"gr\xfc\xdfe +ADw-script+AD4-"
    head = f'From: =?{charset}?q?x=FC?= <a@b.example>\nContent-Type: text/plain; charset="{charset}"\n\n'
    parsed = read_mail(head.encode() + body)
    assert parsed.text.raw == "gr\\xfc\\xdfe +ADw-script+AD4-"
    assert parsed.parts[0].content == body


def test_text_in_a_charset_that_it_does_not_name_is_still_read():
    assert read_mail("From: a@b.example\n\ngrüße €".encode("cp1252")).text.raw == "grüße €"


@pytest.mark.checks("B23")
@pytest.mark.parametrize(
    "header",
    [
        "From: alice@good.example\nFrom: eve@evil.example",
        "From: alice@good.example, eve@evil.example",
        "From: alice@good.example)eve@evil.example",
        "From: <alice@good.example> <eve@evil.example>",
        "From: <alice@good.example>eve@evil.example",
        'From: "alice@good.example" <eve@evil.example>',
        "From: alice@good.example <eve@evil.example>",
        "From: =?utf-8?q?alice=40good.example?= <eve@evil.example>",
        "From: =?utf-8?b?YWxpY2VAZ29vZC5leGFtcGxl?==?utf-8?q?=00?=@evil.example",
        "From: alice@good.example(<eve@evil.example>",
        "From: friends: alice@good.example, eve@evil.example;",
        "From: alice@good.example\u202e <eve@evil.example>",
        "From: alice@good.example@evil.example",
        "From: alice",
        "From:",
    ],
)
def test_a_sender_that_two_programs_could_read_differently_is_ambiguous(header):
    parsed = read_mail(f"{header}\nSubject: x\n\nx".encode())
    assert parsed.ambiguous_sender
    assert "ambiguous-sender" in parsed.warnings


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("alice@good.example", "", "alice@good.example"),
        ("Alice <alice@good.example>", "Alice", "alice@good.example"),
        ('"Liddell, Alice" <alice@good.example>', "Liddell, Alice", "alice@good.example"),
        ("alice@good.example (Alice (the first))", "", "alice@good.example"),
        ("=?utf-8?q?Al=C3=AFce?= <alice@good.example>", "Alïce", "alice@good.example"),
        ('"alice@good.example" <alice@good.example>', "alice@good.example", "alice@good.example"),
    ],
)
def test_an_honest_sender_is_read(value, name, address):
    senders, ambiguous = read_senders([value])
    assert [(n.raw, a.raw) for n, a in senders] == [(name, address)]
    assert not ambiguous


def test_addresses_are_one_when_only_the_case_of_the_domain_differs():
    assert same_address("a@Example.ORG", "a@example.org")
    assert not same_address("A@example.org", "a@example.org")
    assert not same_address("", "")
    assert address_in("Alice <alice@good.example>") == "alice@good.example"
    assert address_in("<alice@good.example> <eve@evil.example>") == ""
    assert address_in("alice@good.example <eve@evil.example>") == "eve@evil.example"


_addresses = st.text("aA@ .é\t", max_size=6)


@given(_addresses, _addresses)
def test_addresses_are_one_exactly_where_they_have_the_same_key(one: str, other: str) -> None:
    assert same_address(one, other) == (address_key(one) == address_key(other) != "")
    assert same_address(one, one.upper()) == (address_key(one) == address_key(one.upper()) != "")


NAMES = {
    "../../.bashrc": "bashrc",
    "/etc/passwd": "passwd",
    "C:\\Windows\\system32\\x.dll": "x.dll",
    "a\0b.txt": "a_b.txt",
    "a\nb.txt": "a_b.txt",
    "invoice\u202efdp.exe": "invoice_fdp.exe",
    "CON": "_CON",
    "con.txt": "_con.txt",
    "..": "attachment",
    "": "attachment",
    "-rf": "_-rf",
    "x" * 300 + ".txt": "x" * 196 + ".txt",
}


@pytest.mark.checks("B25")
@pytest.mark.clause("TER-2.2c")
@pytest.mark.parametrize(("name", "shown"), NAMES.items(), ids=range(len(NAMES)))
def test_the_name_of_an_attachment_is_made_safe(name, shown):
    assert safe_name(name, set()) == shown


@pytest.mark.checks("B25")
def test_doubled_names_are_told_apart_and_the_change_is_said():
    part = '--b\nContent-Type: application/x; name="=?utf-8?q?..=2Fa=0Ab.txt?="\n\nx\n'
    raw = f"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n{part}{part}--b--\n"
    parsed = read_mail(raw.encode())
    assert [p.shown_name for p in parsed.parts] == ["a_b.txt", "a_b (2).txt"]
    assert [p.name.raw for p in parsed.parts] == ["../a\nb.txt"] * 2
    assert "attachment-name-changed" in parsed.warnings


def test_a_name_in_numbered_pieces_is_joined():
    head = "Content-Disposition: attachment; filename*0*=utf-8''gr%C3%BC; filename*1=\"n.txt\""
    raw = f"From: a@b.example\n{head}\nContent-Type: text/plain\n\nx"
    assert read_mail(raw.encode()).parts[0].name.raw == "grün.txt"


@pytest.mark.checks("B25")
@pytest.mark.clause("TER-2.2c")
def test_no_name_leaves_its_folder(figure):
    seen = Counter()
    no_list_leaves_its_folder(seen)
    figure("B25", f"0 of {seen['names']} random names lead out of their folder, hide or double one")


@given(names=st.lists(st.text(max_size=300), max_size=5))
def no_list_leaves_its_folder(seen, names):
    seen["names"] += len(names)
    taken = set()
    shown = [safe_name(name, taken) for name in names]
    assert len({name.casefold() for name in shown}) == len(names)
    for name in shown:
        assert name not in {"", ".", ".."}
        assert not set(name) & set('/\\<>:"|?*\n\0')
        assert not any(is_hidden(c) for c in name)
        assert len(name.encode()) <= LONGEST_BYTES + len(" (5)")


@pytest.mark.checks("B27")
@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x07", "\u2066", "\u3164", "\u00ad"])
@pytest.mark.parametrize("where", ["body", "subject", "name"])
def test_hidden_characters_are_announced(hidden, where):
    marks = {"body": "", "subject": "", "name": ""} | {where: hidden}
    raw = f"From: A{marks['name']} <a@b.example>\nSubject: x{marks['subject']}y\n\nx{marks['body']}y\n"
    parsed = read_mail(raw.encode())
    assert "hidden-characters" in parsed.warnings
    assert hidden not in parsed.text.shown + parsed.subject.shown + parsed.from_addresses[0][0].shown


TOKENS = [
    b"From: a@b.example\n", b"Subject: ", b"Content-Type: ", b"multipart/mixed", b"multipart/signed",
    b"text/html", b"; boundary=b", b"; charset=", b"utf-16", b"zlib", b'; protected-headers="v1"',
    b"\n", b"\n\n", b"\r\n", b"--b\n", b"--b--\n", b"message/rfc822", b"; forwarded=no",
    b"Content-Transfer-Encoding: base64\n", b"=?utf-8?b?", b"?=", b"=", b"application/pgp-encrypted",
    b"-----BEGIN PGP MESSAGE-----\n", b"-----END PGP MESSAGE-----\n", b"\xff\xfe", b"\x00",
    b"; filename*0*=utf-8''%FF", b"<a href=", b"<!--", b"&#x110000;", b"&#xD800;",
    b"Date: 99 Feb 0000 99:99:99 +9999\n", b'Content-Disposition: attachment; filename="', b'"',
    b"Received: ;", b"(", b"<", b"Autocrypt: addr=a@b.example; keydata=",
]  # fmt: skip


MESSAGES = st.lists(st.sampled_from(TOKENS) | st.binary(max_size=8), max_size=40).map(b"".join)


@pytest.mark.clause("MUS-4.3c", "TER-2.2a")
@settings(max_examples=400, deadline=None)
@given(MESSAGES, st.booleans())
@example(b"From: a@b.example\nDate: 31 Dec 9999 23:59:59 -2359\n\n", False)
def test_no_bytes_bring_more_than_a_failure(raw, inner):
    only_fails_politely(raw, inner)


@pytest.mark.soak
@settings(max_examples=100_000, deadline=None)
@given(MESSAGES, st.booleans())
def test_no_bytes_bring_more_than_a_failure_for_long(raw, inner):
    only_fails_politely(raw, inner)


def only_fails_politely(raw, inner):
    try:
        parsed = read_mail(raw, inner=inner)
    except Failure as failure:
        says = str(failure)
        assert says
    else:
        parsed.text.raw.encode()
        assert parsed == read_mail(raw, inner=inner)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1, max_size=300))
def test_a_text_comes_out_as_it_went_in(text):
    if "-----BEGIN PGP" in text or not text.strip() or text.startswith("\ufeff"):
        return
    raw = b"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode()
    assert read_mail(raw).text.raw == text


@pytest.mark.checks("B21")
@pytest.mark.clause("TER-2.2d")
def test_a_message_beyond_the_cap_is_refused_unread():
    with pytest.raises(TooLarge, match="64 MiB"):
        read_mail(bytes(MESSAGE_BYTES + 1))


def test_a_marked_name_without_a_charset_is_read_as_it_is():
    raw = b"From: a@b.example\nContent-Disposition: attachment; filename*=a%20b.txt\n\nx"
    assert read_mail(raw).parts[0].name.raw == "a b.txt"
