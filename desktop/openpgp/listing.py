"""gpg's key listings read into values (GnuPG doc/DETAILS, "Format of the colon listings")."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

_ESCAPED = re.compile(rb"\\x([0-9a-fA-F]{2})")
_PRIMARY = frozenset({"pub", "sec"})
_SUBKEY = frozenset({"sub", "ssb"})
_STANDING = frozenset("-qomfu")
"""Validities of a user id that stands; others are revoked, expired, invalid or never to be trusted."""
_SECRET = 14
"""Whether there is a secret half, in what was listed with --with-secret: "+", "#" or the card that has it."""
_CERTIFICATIONS = frozenset({"10", "11", "12", "13"})
"""Signature types over a user id (RFC 9580 §5.2.1)."""


class ListedKey(msgspec.Struct):
    """One key of a listing. `validity`, `owner_trust` and `capabilities` are gpg's letters."""

    secret: bool
    validity: str
    owner_trust: str
    capabilities: str
    created: datetime | None
    expires: datetime | None
    fingerprint: str = ""
    key_ids: list[str] = []
    """Long key ids of the key and its subkeys."""
    keygrips: list[str] = []
    subkeys: list[tuple[str, ...]] = []
    """Of each its validity, long key id, capabilities, and when it expires."""
    claimed: str = ""
    """The user id read last, which may not stand."""
    uids: list[str] = []
    """User ids that stand: signed by the key itself, neither revoked nor expired."""


def read_listing(raw: bytes, *, checked: bool = False) -> tuple[ListedKey, ...]:
    """The keys of a listing made with --with-colons --with-fingerprint; unknown records are passed over.

    `checked` says that gpg was asked to --check-sigs: a user id then counts only when a valid signature of
    the key itself follows it.
    """
    keys: list[ListedKey] = []
    for line in raw.split(b"\n"):
        fields = _fields(line)
        fields += [""] * (20 - len(fields))
        if fields[0] in _PRIMARY:
            keys.append(_primary(fields))
        elif keys:
            _add(keys[-1], fields, checked=checked)
    return tuple(key for key in keys if key.fingerprint)


def copies_agree(keys: Sequence[ListedKey]) -> bool:
    """Whether keys that are listed several times, from several keyrings, are the same in each."""
    first: dict[str, ListedKey] = {}
    return all(first.setdefault(key.fingerprint, key) == key for key in keys)


def _primary(fields: list[str]) -> ListedKey:
    return ListedKey(
        secret=fields[0] == "sec" or bool(fields[_SECRET]),
        validity=fields[1],
        owner_trust=fields[8],
        capabilities=fields[11],
        created=read_instant(fields[5]),
        expires=read_instant(fields[6]),
        key_ids=[fields[4]],
    )


def _add(key: ListedKey, fields: list[str], *, checked: bool) -> None:
    record, value = fields[0], fields[9]
    if record == "fpr" and not key.fingerprint:
        key.fingerprint = value
    elif record == "grp":
        key.keygrips.append(value)
    elif record in _SUBKEY:
        key.secret = key.secret or bool(fields[_SECRET])
        key.key_ids.append(fields[4])
        key.subkeys.append((fields[1], fields[4], fields[11], fields[6]))
    elif record == "uid":
        key.claimed = value if not fields[1] or fields[1] in _STANDING else ""
        _accept(key, standing=not checked)
    elif record == "sig":
        own = fields[1] == "!" and fields[4] == key.key_ids[0]
        _accept(key, standing=own and fields[10][:2] in _CERTIFICATIONS)


def _accept(key: ListedKey, *, standing: bool) -> None:
    if standing and key.claimed and key.claimed not in key.uids:
        key.uids.append(key.claimed)


def read_instant(seconds: str) -> datetime | None:
    """Seconds since 1970 as gpg writes them; None for "", "0" and what is no instant."""
    if not (seconds.isascii() and seconds.isdigit()) or not 0 < int(seconds[:12]) < 1 << 33:
        return None
    return datetime.fromtimestamp(int(seconds[:12]), UTC)


def _fields(line: bytes) -> list[str]:
    if b"\\x" in line:
        return list(map(_text, line.split(b":")))
    return line.decode("utf-8", "replace").split(":")


def _text(field: bytes) -> str:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), field).decode("utf-8", "replace")
