"""Encoded words in header fields (RFC 2047), decoded at most `limits.ENCODED_WORDS` times per field."""

import binascii
import re

from desktop.formats.mail import limits
from desktop.formats.mail.charsets import decode_text
from desktop.formats.mail.transfer import from_base64

_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?\s]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)[ \t]+(?==\?)")


def decode_words(value: str) -> str:
    """The value with its encoded words decoded; adjacent words lose the space between them (§6.2)."""
    if "=?" not in value:
        return value
    return _WORD.sub(_decode, _BETWEEN.sub("", value), count=limits.ENCODED_WORDS)


def _decode(match: re.Match[str]) -> str:
    charset, encoding, written = match[1], match[2].lower(), match[3].encode("utf-8", "replace")
    raw = from_base64(written) if encoding == "b" else binascii.a2b_qp(written, header=True)
    return decode_text(raw, charset)[0]
