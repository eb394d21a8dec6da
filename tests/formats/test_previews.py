"""Pages of a file in quarantine: every byte is shown, none acts."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.formats.previews import pages
from desktop.formats.previews.pages import BEYOND_BYTES, PAGE_BYTES, hex_page, is_readable, text_page


def test_a_hex_dump_has_offset_octets_and_ascii():
    rows = hex_page(bytes(range(0x38, 0x4A)), 0x10000).split("\n")
    assert rows == [
        "00010000  38 39 3a 3b 3c 3d 3e 3f  40 41 42 43 44 45 46 47  |89:;<=>?@ABCDEFG|",
        "00010010  48 49                                             |HI|",
    ]


def test_what_is_no_ascii_is_a_dot():
    assert hex_page(b"\x00\x1f ~\x7f\xff", 0).endswith("|.. ~..|")


def test_an_empty_page_has_no_rows():
    assert hex_page(b"", 0) == ""
    assert text_page(b"", 0).raw == ""


def test_text_keeps_its_strange_bytes_and_hidden_characters_in_sight():
    shown = text_page("a\u202eb\x1b[31m\0".encode() + b"\xff\n", 0).shown
    assert shown == "a⟨U+202E⟩b⟨U+001B⟩[31m⟨U+0000⟩\\xff\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(4, 16))
def test_pages_of_text_hold_every_character_once(text, size):
    content = text.encode()
    pages_of = pages.PAGE_BYTES
    pages.PAGE_BYTES = size
    try:
        read = [
            text_page(content[at : at + size + BEYOND_BYTES], at).raw for at in range(0, len(content), size)
        ]
    finally:
        pages.PAGE_BYTES = pages_of
    assert "".join(read) == text


@given(st.binary(max_size=300))
def test_a_hex_dump_can_be_turned_back(content):
    rows = hex_page(content, 0).splitlines()
    assert bytes.fromhex("".join(row[10:58] for row in rows)) == content
    assert all(ord(character) in range(0x20, 0x7F) for row in rows for character in row)


def test_what_is_read_as_text_looks_like_text():
    assert is_readable(b"#!/bin/sh\n")
    assert is_readable(b"-----BEGIN PGP MESSAGE-----\n")
    assert not is_readable(b"\x89PNG\r\n\x1a\n")
    assert not is_readable("text".encode("utf-16"))
    assert PAGE_BYTES == 65_536
