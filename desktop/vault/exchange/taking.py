"""Take a bundle into the vault: all that is new of it together with the entry that says so, or nothing."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.event_codec import decode
from desktop.domain.events import BundleReceived, FollowUpReceived, ReportReceived, ReportRegraded, Sent
from desktop.domain.exchange.bundle import Manifest, TakenIn
from desktop.domain.exchange.plausible import require_purge, require_times
from desktop.domain.failures import BundleRefused, Failure, Unreadable
from desktop.domain.report import Report
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.policy import read_pinned
from desktop.vault.blobs import is_there, read_blob, store_blobs, store_pieces
from desktop.vault.chains import Signers
from desktop.vault.database import Database
from desktop.vault.exchange.proving import Proved, prove
from desktop.vault.exchange.reading import Arriving
from desktop.vault.exchange.sending import named_by
from desktop.vault.journal import Journal
from desktop.vault.verification import blobs_of

_OTHER_FILE = "A file of the bundle is not what its hash says."
_MESSAGES = (ReportReceived, FollowUpReceived, ReportRegraded, Sent)
_SET_CHAIN = (
    "INSERT INTO chain (writer, sequence, head, folds_at, signature, vault_id) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (writer) DO UPDATE SET sequence = excluded.sequence, head = excluded.head, "
    "folds_at = excluded.folds_at, signature = excluded.signature"
)


def take_in(
    database: Database,
    manifest: Manifest,
    parts: Iterable[bytes],
    *,
    sender: str,
    key: bytes,
    author: str,
    now: datetime,
) -> TakenIn:
    """Prove and store; the caller holds the transaction and makes the case's rows again after it.

    Raises BundleRefused, TooLarge. One that brings nothing new leaves everything as it is.
    """
    arriving = Arriving(manifest, parts)
    opened = not database.value("SELECT 1 FROM payload WHERE case_id = ?", manifest.case_id)
    proved = prove(database, manifest, arriving, now)
    said = [(link, decode(link.header.name, content.payload)) for link, content in proved.contents]
    for _, event in said:
        require_times(event)
    missing = _missing(database, manifest, [event for _, event in said])
    _require_own_files(database, manifest, [event for _, event in said])
    _store_chains(database, proved)
    _store_contents(database, manifest.case_id, proved)
    _store_files(database, arriving, missing)
    _require_whole(database, manifest.case_id, proved)
    _require_readable(database, [event for _, event in said])
    taken = TakenIn(
        case_id=manifest.case_id,
        entries=sum(map(len, proved.chains.values())),
        events=len(said),
        files=len(missing),
        opened=opened,
        authors=tuple(sorted({link.header.author for link, _ in said})),
    )
    if not taken.nothing_new:
        store_blobs(database, {sha256(key): key})
        done = BundleReceived(
            case_id=manifest.case_id,
            sender=sender,
            key_sha256=sha256(key),
            vault_id=manifest.vault_id,
            head=manifest.head,
            entries=taken.entries,
            events=taken.events,
        )
        Journal(database).append(None, [Draft(done, now)], author=author, now=now)
    return taken


def _missing(database: Database, manifest: Manifest, said: Iterable[Event]) -> set[str]:
    """The files to be kept; what was purged here does not come back by another vault's bundle."""
    listed = {file.sha256 for file in manifest.files if not is_there(database, file.sha256)}
    sql = "SELECT 1 FROM payload WHERE case_id = ? AND payload IS NULL"
    if database.value(sql, manifest.case_id):
        listed &= {name for event in said for name in named_by(event)}
    return listed


def _store_chains(database: Database, proved: Proved) -> None:
    own = Signers(database).own
    for claim in proved.claims:
        links = proved.chains[claim.writer]
        vault_id = "" if claim.vault_id == own else claim.vault_id
        if vault_id:
            pinned = (claim.vault_id, claim.public_key)
            database.run("INSERT INTO peer VALUES (?, ?) ON CONFLICT (vault_id) DO NOTHING", *pinned)
        at = proved.folds_at[claim.head]
        database.run(_SET_CHAIN, claim.writer, claim.sequence, claim.head, at, claim.signature, vault_id)
        rows = [(k.id, claim.writer, k.header.sequence, proved.folds_at[k.id], k.sealed) for k in links]
        database.run_many("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", rows)
        database.run_many("INSERT INTO withheld VALUES (?)", [(k.id,) for k in links])


def _store_contents(database: Database, case_id: str, proved: Proved) -> None:
    """What the case's entries say; one that was purged there stays without it here."""
    for _, c in proved.contents:
        row = (c.id, case_id, c.case_salt, c.payload, c.payload_salt)
        database.run("INSERT INTO payload VALUES (?, ?, ?, ?, ?)", *row)
        if c.payload is not None:
            database.run("DELETE FROM withheld WHERE id = ?", c.id)


def _store_files(database: Database, arriving: Arriving, missing: set[str]) -> None:
    """Keep those that are missing; one that is here already has to be the same all the same."""
    for name, pieces in arriving.files():
        if name not in missing:
            digest = hashlib.sha256()
            for piece in pieces:
                digest.update(piece)
            if digest.hexdigest() != name:
                raise BundleRefused(_OTHER_FILE)
            continue
        try:
            store_pieces(database, name, pieces)
        except Unreadable as failure:
            raise BundleRefused(_OTHER_FILE) from failure


def _require_own_files(database: Database, manifest: Manifest, said: Iterable[Event]) -> None:
    """No entry names a file of this vault that the bundle lacks: it would leave with the case one day."""
    coming = {file.sha256 for file in manifest.files}
    for event in said:
        for name in named_by(event):
            if name and name not in coming and is_there(database, name):
                raise BundleRefused("An entry names a file of this vault that did not come with it.")


def _require_whole(database: Database, case_id: str, proved: Proved) -> None:
    """Nothing came bare but what was purged, and no entry rests on a file that is not there."""
    new = {content.id: content for _, content in proved.contents}
    history = Journal(database).of_case(case_id)
    require_purge(history, (c.id for c in new.values() if c.payload is None))
    needed = {name for r in history if r.id in new and new[r.id].payload for name in blobs_of(r) if name}
    if not all(is_there(database, name) for name in needed):
        raise BundleRefused("An entry of the case names a file that did not come with it.")


def _require_readable(database: Database, said: Iterable[Event]) -> None:
    """Messages are what a parser makes of them, and policies hold: else the case could not be shown."""
    for event in said:
        if (
            isinstance(event, ReportReceived | FollowUpReceived | ReportRegraded | Sent)
            and event.report_sha256
        ):
            _read(database, event.report_sha256, _as_report)
        if policy := getattr(event, "policy_sha256", ""):
            _read(database, policy, read_pinned)


def _as_report(content: bytes) -> Report:
    return msgspec.json.decode(content, type=Report)


def _read(database: Database, name: str, reader: object) -> None:
    try:
        reader(read_blob(database, name))  # type: ignore[operator]
    except (Failure, *UNDECODABLE) as error:
        raise BundleRefused("A message or a policy of the case is missing, or cannot be read.") from error
