"""Reading the journal as such: pages of headers, and its signed heads."""

import msgspec

from desktop.domain.events import AdvisoryApproved
from desktop.domain.journal import Header, Opened, Proof, SignedHead
from desktop.domain.undecodable import UNDECODABLE
from desktop.vault.chains import Signers
from desktop.vault.database import Database
from desktop.vault.instants import to_micros
from desktop.workflows.journal_ports import JournalEntry, JournalPage, JournalQuery

_ORDER = "folds_at {way}, writer {way}, sequence {way}"
_COLUMNS = "id, header, coalesce(case_id, ''), CASE WHEN instr(header, ?) THEN payload END, payload_salt"
_APPROVED = f'"{AdvisoryApproved.kind}"'.encode()
"""As it stands in the header of an approval, and in few others."""


def journal_page(database: Database, wanted: JournalQuery, offset: int, limit: int) -> JournalPage:
    """A page of headers with the case of each, by an index of their order or of their case."""
    conditions, values = ["1"], list[object]()
    if wanted.case_id:
        conditions.append("case_id = ?")
        values.append(wanted.case_id)
    if wanted.since is not None:
        conditions.append("folds_at >= ?")
        values.append(to_micros(wanted.since))
    # Only our own words are joined into these statements; a person's go in as values.
    source = f"FROM journal LEFT JOIN payload USING (id) WHERE {' AND '.join(conditions)}"
    total = database.value(f"SELECT count(*) {source}", *values)
    order = _ORDER.format(way="DESC" if wanted.newest_first else "ASC")
    sql = f"SELECT {_COLUMNS} {source} ORDER BY {order} LIMIT ? OFFSET ?"
    rows = database.rows(sql, _APPROVED, *values, limit, offset)
    return JournalPage(total, tuple(_entry(*row) for row in rows))


def _entry(
    event_id: str, header: bytes, case_id: str, payload: bytes | None, salt: bytes | None
) -> JournalEntry:
    """What an approval says is shown too, and nothing else that an entry says."""
    entry = JournalEntry(event_id, header, case_id)
    if payload is None or salt is None or not _is_approval(header):
        return entry
    return msgspec.structs.replace(entry, opened=Opened(event_id, payload, salt))


def _is_approval(header: bytes) -> bool:
    try:
        return msgspec.json.decode(header, type=Header).name == AdvisoryApproved.kind
    except UNDECODABLE:
        return False


def journal_proof(database: Database) -> Proof:
    """The head of each chain with its signature and the public key of the vault that signed it."""
    signers = Signers(database)
    rows = database.rows("SELECT writer, sequence, head, signature, vault_id FROM chain ORDER BY writer")
    heads = (
        SignedHead(writer, sequence, head, signature, vault_id or signers.own, signers.key_of(vault_id))
        for writer, sequence, head, signature, vault_id in rows
    )
    return Proof(signers.own, signers.key_of(signers.own), tuple(heads))
