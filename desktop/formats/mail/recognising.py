"""What a file is before it is read: mail, a text, a bare OpenPGP message, or something else."""

import re
from typing import Literal

from desktop.domain.failures import Malformed, Unsupported
from desktop.formats.mail import limits
from desktop.formats.mail.armour import is_key, is_message

_NAME = re.compile(rb"([!-9;-~]+)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_MAIL_FIELDS = frozenset(
    b"from date subject message-id mime-version received return-path content-type to delivered-to".split()
)
_ENTITY_FIELDS = frozenset(b"content-type content-transfer-encoding content-disposition mime-version".split())
_FOREIGN = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KEY_ARMOUR = re.compile(rb"\A-----BEGIN PGP (?:PUBLIC|PRIVATE) KEY BLOCK-----")

FileKind = Literal["mail", "text", "openpgp"]


def recognise(raw: bytes) -> FileKind:
    """What a file from outside is; raises Malformed or Unsupported for what cannot be a report."""
    if not raw.strip():
        raise Malformed("The file is empty.")
    if raw.startswith(_OUTLOOK):
        raise Unsupported("This is an Outlook message (.msg), which Embargo does not read.")
    _refuse_foreign(raw)
    if is_message(raw):
        return "openpgp"
    if _KEY_ARMOUR.match(raw.lstrip()) or is_key(raw):
        raise Malformed("The file holds an OpenPGP key, not a report.", advice="Take it in as a key instead.")
    if b"\0" in raw:
        raise Malformed("The file holds binary data, not a mail message.")
    return "mail" if _names(raw) & _MAIL_FIELDS else "text"


def is_entity(raw: bytes) -> bool:
    """Whether decrypted bytes begin with the headers of a MIME entity."""
    return bool(_names(raw) & _ENTITY_FIELDS)


def _refuse_foreign(raw: bytes) -> None:
    for magic, words in _FOREIGN:
        if raw.startswith(magic) and (b"\0" in raw or magic == b"%PDF-"):
            raise Malformed(f"This is {words}, not a mail message.")


def _names(raw: bytes) -> frozenset[bytes]:
    """The names of the header fields with which the bytes begin."""
    found: set[bytes] = set()
    position = 0
    while (match := _NAME.match(raw, position, limits.HEADER_BYTES)) and len(found) <= limits.HEADER_FIELDS:
        found.add(match[1].lower())
        position = match.end()
    return frozenset(found)
