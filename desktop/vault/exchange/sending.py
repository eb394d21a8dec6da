"""What a vault has to say of one case to another vault: all chains, and this case's content and files."""

from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain.event import Event, Recorded
from desktop.domain.events import FollowUpReceived, ReportReceived, ReportRegraded, Sent
from desktop.domain.exchange.bundle import CaseToSend, ChainClaim, Content, FileClaim
from desktop.domain.failures import NoSuchCase, VaultDamaged
from desktop.domain.report import Report
from desktop.domain.undecodable import UNDECODABLE
from desktop.vault.blobs import is_there, read_blob
from desktop.vault.chains import Signers
from desktop.vault.database import Database
from desktop.vault.journal import Journal

_CONTENTS = (
    "SELECT id, case_salt, payload, payload_salt FROM payload JOIN journal USING (id) "
    "WHERE case_id = ? ORDER BY folds_at, writer, sequence"
)
_CHAINS = "SELECT writer, vault_id, sequence, head, signature FROM chain ORDER BY writer"
_HEADERS = "SELECT header FROM journal WHERE writer = ? AND sequence > ? ORDER BY sequence LIMIT ?"


def case_to_send(database: Database, case_id: str) -> CaseToSend:
    """All of it but the headers and the files themselves. Raises NoSuchCase, VaultDamaged."""
    journal = Journal(database)
    contents = tuple(Content(*row) for row in database.rows(_CONTENTS, case_id))
    if not contents:
        raise NoSuchCase("No case of this vault has this id.")
    own = journal.fact("vault-id")
    return CaseToSend(
        vault_id=own,
        head=journal.head(),
        chains=tuple(_claims(database)),
        contents=contents,
        files=tuple(_files(database, journal.of_case(case_id))),
    )


def headers_after(database: Database, writer: str, after: int, limit: int) -> list[bytes]:
    """So many headers of a chain behind this sequence."""
    return [row[0] for row in database.rows(_HEADERS, writer, after, limit)]


def named_by(event: Event) -> Iterator[str]:
    """The hashes of files that an event names; not all of them are kept."""
    for name in event.__struct_fields__:
        if name.endswith("sha256"):
            yield getattr(event, name)
        elif name == "attachments":
            yield from getattr(event, name)
        elif name == "documents":
            yield from (document.sha256 for document in getattr(event, name))


def offered_in(database: Database, recorded: Recorded) -> Iterator[str]:
    """The hashes of keys that came with a message, unless it was purged. Raises VaultDamaged."""
    event = recorded.event
    if isinstance(event, ReportReceived | FollowUpReceived | ReportRegraded | Sent):
        name = event.report_sha256
        try:
            if name and is_there(database, name):
                yield from msgspec.json.decode(read_blob(database, name), type=Report).key_offers
        except UNDECODABLE as error:
            raise VaultDamaged("A message in the vault cannot be read.") from error


def _claims(database: Database) -> Iterator[ChainClaim]:
    signers = Signers(database)
    for writer, vault_id, sequence, head, signature in database.rows(_CHAINS):
        key = signers.key_of(vault_id)
        yield ChainClaim(writer, vault_id or signers.own, key, sequence, head, signature)


def _files(database: Database, history: Iterable[Recorded]) -> Iterator[FileClaim]:
    """The files of the case that are kept, each once."""
    named = dict.fromkeys(
        sha256
        for recorded in history
        for sha256 in (*named_by(recorded.event), *offered_in(database, recorded))
    )
    for sha256 in named:
        size = database.value("SELECT size FROM blob WHERE sha256 = ?", sha256)
        if size is not None:
            yield FileClaim(sha256, size)
