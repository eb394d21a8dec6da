"""Which addresses and keys were seen together, and when first: rows of one case, and what all cases tell.

A case is looked through again only when a message or a key came or was taken back: its reports are read then.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.failures import Failure
from desktop.domain.occurrences import in_force
from desktop.domain.parties.first_use import Sighting
from desktop.domain.report import SignatureCheck, SignerState
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.mail.addresses import address_key
from desktop.vault.blobs import read_blob
from desktop.vault.database import Database, Row
from desktop.vault.instants import from_micros, to_micros
from desktop.vault.promise_rows import storable

_MADE_BY_THE_KEY: tuple[SignerState, ...] = ("good", "uid-mismatch", "expired-key", "outside-the-signed-part")
"""States in which gpg found that this key made the signature, whatever it is worth for the message."""
_MOST_CASES = 1000
"""Of one address and key; more are counted, not named."""
_STORED = "SELECT * FROM sighting WHERE case_id = ? ORDER BY address, fingerprint"
_PAIRS = (
    "SELECT address, fingerprint, min(seen_at), count(*), sum(proved) FROM sighting WHERE {column} = ? "
    "GROUP BY address, fingerprint ORDER BY 3, 1, 2"
)
_CASES = (
    "SELECT case_id FROM sighting WHERE address = ? AND fingerprint = ? ORDER BY seen_at, case_id LIMIT ?"
)


class _Came(msgspec.Struct):
    """A message, or a key that was taken in."""

    sender: str
    at: datetime
    report_sha256: str = ""
    fingerprint: str = ""


class _Keys(msgspec.Struct):
    """The part of a report that tells of keys."""

    signature: SignatureCheck = SignatureCheck()
    offered: tuple[str, ...] = ()


def refresh_sightings(database: Database, case_id: str, history: Sequence[Recorded]) -> None:
    """Bring the rows of one case up to date; runs within the caller's transaction."""
    came = _came(history)
    digest = _digest(came)
    if database.value("SELECT digest FROM sighted_case WHERE case_id = ?", case_id) == digest:
        return
    for table in ("sighting", "sighted_case"):
        database.run(f"DELETE FROM {table} WHERE case_id = ?", case_id)  # noqa: S608 - our own names
    database.run("INSERT INTO sighted_case VALUES (?, ?)", case_id, digest)
    database.run_many("INSERT INTO sighting VALUES (?, ?, ?, ?, ?)", _rows(database, case_id, came))


def clear_sightings(database: Database) -> None:
    """Forget them all; runs within the caller's transaction."""
    database.run("DELETE FROM sighting")
    database.run("DELETE FROM sighted_case")


def sightings_disagree(database: Database, case_id: str, history: Sequence[Recorded]) -> bool:
    """Whether what is stored differs from the case's events and reports."""
    came = _came(history)
    digest = database.value("SELECT digest FROM sighted_case WHERE case_id = ?", case_id)
    return digest != _digest(came) or database.rows(_STORED, case_id) != _rows(database, case_id, came)


def sightings(database: Database, *, address: str = "", fingerprint: str = "") -> list[Sighting]:
    """What was seen of this address, or of this key, in all cases, the earliest first."""
    column, value = ("address", storable(address_key(address))) if address else ("fingerprint", fingerprint)
    pairs = database.rows(_PAIRS.format(column=column), value) if value else []
    return [
        Sighting(found, key, from_micros(since), count, _cases(database, found, key), proved)
        for found, key, since, count, proved in pairs
    ]


def _cases(database: Database, address: str, fingerprint: str) -> tuple[str, ...]:
    return tuple(row[0] for row in database.rows(_CASES, address, fingerprint, _MOST_CASES))


def _came(history: Sequence[Recorded]) -> list[_Came]:
    """Messages and keys in their order; a key that was taken in came from the case's reporter."""
    found: dict[str, _Came] = {}
    reporter = ""
    for recorded in in_force(history):
        event = recorded.event
        if isinstance(event, e.ReportReceived | e.FollowUpReceived):
            sender = event.reporter_address.raw
            reporter = sender if isinstance(event, e.ReportReceived) else reporter
            found[recorded.id] = _Came(sender, recorded.occurred_at, event.report_sha256)
        elif isinstance(event, e.ReportRegraded) and event.message in found:
            found[event.message].report_sha256 = event.report_sha256
        elif isinstance(event, e.KeyTaken):
            found[recorded.id] = _Came(reporter, recorded.occurred_at, fingerprint=event.fingerprint)
    return list(found.values())


def _digest(came: Sequence[_Came]) -> str:
    told = repr([msgspec.structs.astuple(one) for one in came])
    return sha256(told.encode("utf-8", "backslashreplace"))


def _rows(database: Database, case_id: str, came: Sequence[_Came]) -> list[Row]:
    """Each address and key of the case with the instant at which they came first, sorted by its key."""
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for one in came:
        address = storable(address_key(one.sender))
        for fingerprint, proved in (("", 0), *_keys_of(database, one)):
            pair, at = (address, fingerprint), to_micros(one.at)
            if any(pair):
                before, known = first.get(pair, (at, 0))
                first[pair] = (min(at, before), max(proved, known))
    return [(case_id, *pair, at, proved) for pair, (at, proved) in sorted(first.items())]


def _keys_of(database: Database, one: _Came) -> Iterator[tuple[str, int]]:
    """Each key, and 1 where it made a signature or a handler took it in."""
    if one.fingerprint:
        yield one.fingerprint, 1
    if one.report_sha256:
        keys = _read(database, one.report_sha256)
        yield from ((s.fingerprint, 1) for s in keys.signature.signers if s.state in _MADE_BY_THE_KEY)
        yield from ((fingerprint, 0) for fingerprint in keys.offered)


def _read(database: Database, report_sha256: str) -> _Keys:
    """The keys of a report; none of one that cannot be read: a case must be listed even then."""
    try:
        return msgspec.json.decode(read_blob(database, report_sha256), type=_Keys)
    except (Failure, *UNDECODABLE):
        return _Keys()
