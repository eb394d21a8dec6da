"""What a file is, by its first bytes alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.formats.media_types import HEAD_BYTES, UNKNOWN, media_type_of


@pytest.mark.clause("TER-2.2c")
@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"PK\x03\x04rest", "application/zip"),
        (b"\x7fELF\x02", "application/x-elf"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"nope\x00\x00\x00\x00WEBP", UNKNOWN),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"x" * 257 + b"ustar\x00", "application/x-tar"),
        (b"#!/bin/sh\nid\n", "text/plain"),
        ("caf\u00e9".encode(), "text/plain"),
        (b"caf\xc3", "text/plain"),
        (b"caf\xe9 au lait", UNKNOWN),
        ("text".encode("utf-16"), "text/plain"),
        (b"\x1b[31mred", "text/plain"),
        (b"a\x00b", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_a_type_is_told_by_the_first_bytes(head: bytes, media_type: str) -> None:
    assert media_type_of(head) == media_type


@given(st.binary(max_size=HEAD_BYTES))
def test_any_bytes_have_a_type(head: bytes) -> None:
    kind, _, name = media_type_of(head).partition("/")
    assert kind
    assert name
