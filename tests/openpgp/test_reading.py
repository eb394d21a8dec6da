"""The pure readers: packet headers, armour, envelopes, signed texts and listings, given any bytes at all."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.failures import Failure, Malformed, SeveralMessages, TooDeep, Unsupported
from desktop.openpgp.armour import remove_armour, remove_every_armour
from desktop.openpgp.clearsigned import cut_clearsigned
from desktop.openpgp.envelope import read_envelope
from desktop.openpgp.environment import child_environment
from desktop.openpgp.keys import public_packets
from desktop.openpgp.listing import read_instant, read_listing
from desktop.openpgp.packets import read_packets
from tests.openpgp import crafting as c

TAGS = st.sampled_from([1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 18, 20, 21, 60])
PACKETS = st.lists(st.tuples(TAGS, st.binary(max_size=300)), max_size=8)


@given(PACKETS)
def test_packets_are_found_as_they_were_made(made: list[tuple[int, bytes]]) -> None:
    raw = b"".join(c.packet(tag, body) for tag, body in made)
    found = read_packets(raw)
    assert [(p.tag, p.head) for p in found] == [(tag, body[:16]) for tag, body in made]
    assert [p.end - p.start - 6 for p in found] == [len(body) for _, body in made]


@pytest.mark.parametrize(
    ("raw", "tag", "head"),
    [
        (b"\xcb\x05hello", 11, b"hello"),
        (b"\xac\x05hello", 11, b"hello"),
        (b"\xad\x00\x05hello", 11, b"hello"),
        (b"\xae\x00\x00\x00\x05hello", 11, b"hello"),
        (b"\xafhello", 11, b"hello"),
        (b"\xcb\xc0\x00" + b"x" * 192, 11, b"x" * 16),
        (b"\xd2\xe2abcd\xe1ab\x01c", 18, b"abcd"),
    ],
)
def test_every_form_of_length_is_read(raw: bytes, tag: int, head: bytes) -> None:
    [packet] = read_packets(raw)
    assert (packet.tag, packet.head, packet.end) == (tag, head, len(raw))


@pytest.mark.parametrize(
    "raw",
    [b"\x00", b"\xcb", b"\xcb\x05hell", b"\xc1\xe1ab\x00", b"\x87abc", b"\xcb\xff\x00", b"\xd2\xe2abcd"],
)
def test_a_packet_that_is_cut_or_may_not_be_partial_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read_packets(raw)


def test_more_packets_than_any_message_has_are_refused() -> None:
    with pytest.raises(TooDeep):
        read_packets(b"\xca\x00" * 5000)


@given(st.binary(max_size=400) | PACKETS.map(lambda made: b"".join(c.packet(*p) for p in made)))
def test_any_bytes_are_an_envelope_or_a_failure(raw: bytes) -> None:
    for read in (read_envelope, public_packets, cut_clearsigned):
        try:
            read(raw)
        except Failure:
            continue


@given(PACKETS)
def test_an_envelope_holds_one_encrypted_message_to_keys(made: list[tuple[int, bytes]]) -> None:
    raw = b"".join(c.packet(tag, body) for tag, body in made)
    try:
        envelope = read_envelope(raw)
    except Failure:
        return
    tags = [tag for tag, _ in c.split(envelope.content)]
    assert tags[:-1] == [1] * len(envelope.recipients) != []
    assert tags[-1] == 18
    assert {tag for tag, _ in made} <= {1, 3, 10, 18, 21}


@given(st.binary(min_size=1, max_size=200), st.sampled_from([b"\n", b"\r\n"]), st.booleans())
def test_armour_comes_off_again(content: bytes, newline: bytes, headers: bool) -> None:
    lines = [b"before", b"-----BEGIN PGP MESSAGE-----"]
    lines += [b"Comment: none", b"Version: 1"] if headers else []
    lines += [b"", base64.b64encode(content), b"=AAAA", b"-----END PGP MESSAGE-----", b"after", b""]
    assert remove_armour(newline.join(lines), "MESSAGE") == content


def test_two_armoured_blocks_are_one_too_many() -> None:
    block = b"-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n"
    with pytest.raises(SeveralMessages):
        remove_armour(block + block, "MESSAGE")
    assert remove_every_armour(block + block, "MESSAGE") == bytes(6)
    with pytest.raises(Malformed):
        remove_armour(block, "SIGNATURE")
    with pytest.raises(Malformed):
        remove_every_armour(block, "SIGNATURE")


@pytest.mark.parametrize("data", [b"AAA", b"====", b""])
def test_broken_base64_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        remove_armour(b"-----BEGIN PGP MESSAGE-----\n\n" + data + b"\n-----END PGP MESSAGE-----\n", "MESSAGE")


def test_a_message_to_a_crowd_or_with_strange_packets_is_malformed() -> None:
    pkesk, data = c.packet(1, b"\x03" + bytes(9)), c.packet(18, b"\x01" + bytes(40))
    assert len(read_envelope(pkesk * 256 + data).recipients) == 256
    for message in (pkesk * 257 + data, pkesk + c.packet(13, b"uid") + data):
        with pytest.raises(Malformed):
            read_envelope(message)
    with pytest.raises(Unsupported):
        read_envelope(pkesk + c.packet(20, b"\x01" + bytes(40)))
    assert read_envelope(pkesk + c.packet(20, b"\x01" + bytes(40)), aead=True).recipients == ("0" * 16,)


SIGNED = (
    b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nhello\n- -----BEGIN PGP SIGNATURE-----\n"
    b"-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n"
)


@pytest.mark.checks("A16")
def test_a_signed_text_is_cut_to_its_frame() -> None:
    assert cut_clearsigned(b"before\n" + SIGNED + b"after\n") == SIGNED
    with pytest.raises(SeveralMessages):
        cut_clearsigned(SIGNED + SIGNED)


@pytest.mark.checks("A16")
@pytest.mark.parametrize(
    "broken",
    [
        SIGNED.replace(b"Hash: SHA512", b"Comment: shown, not signed"),
        SIGNED.replace(b"Hash: SHA512", b"NotDashEscaped: yes"),
        SIGNED.replace(b"Hash: SHA512\n", b"Hash: SHA512\n\x0c\n"),
        SIGNED.replace(b"-----BEGIN PGP SIGNED", b"\x0c-----BEGIN PGP SIGNED"),
        SIGNED.replace(b"\n- -----BEGIN", b"\n-----BEGIN"),
        SIGNED.replace(b"-----END PGP SIGNATURE-----", b""),
        b"",
    ],
)
def test_a_signed_text_with_a_strange_frame_is_malformed(broken: bytes) -> None:
    with pytest.raises(Malformed):
        cut_clearsigned(broken)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_listing(raw: bytes) -> None:
    read_listing(raw)
    read_listing(b"pub:" + raw + b"\nfpr:::::::::ABCD:\nuid:-::::::::" + raw)


def test_instants_are_seconds_since_1970() -> None:
    assert str(read_instant("1795473692")) == "2026-11-23 22:41:32+00:00"
    assert [read_instant(text) for text in ("", "0", "x", "-1", "99999999999999999")] == [None] * 5


def test_a_child_keeps_what_a_pinentry_needs_and_no_bundled_library() -> None:
    ours = {"PATH": "/bin", "DISPLAY": ":0", "LD_LIBRARY_PATH": "/bundle", "EVIL": "1", "GNUPGHOME": "/x"}
    assert child_environment(ours) == {"PATH": "/bin", "DISPLAY": ":0", "LC_CTYPE": "C.UTF-8"}
    restored = child_environment({**ours, "LD_LIBRARY_PATH_ORIG": "/site"})
    assert restored["LD_LIBRARY_PATH"] == "/site"
