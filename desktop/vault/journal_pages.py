"""Reading the journal as such: pages of headers, and its signed heads."""

from desktop.domain.journal import Proof, SignedHead
from desktop.vault.chains import Signers
from desktop.vault.database import Database
from desktop.vault.instants import to_micros
from desktop.workflows.journal_ports import JournalEntry, JournalPage, JournalQuery

_ORDER = "folds_at {way}, writer {way}, sequence {way}"


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
    sql = f"SELECT id, header, coalesce(case_id, '') {source} ORDER BY {order} LIMIT ? OFFSET ?"
    rows = database.rows(sql, *values, limit, offset)
    return JournalPage(total, tuple(JournalEntry(*row) for row in rows))


def journal_proof(database: Database) -> Proof:
    """The head of each chain with its signature and the public key of the vault that signed it."""
    signers = Signers(database)
    rows = database.rows("SELECT writer, sequence, head, signature, vault_id FROM chain ORDER BY writer")
    heads = (
        SignedHead(writer, sequence, head, signature, vault_id or signers.own, signers.key_of(vault_id))
        for writer, sequence, head, signature, vault_id in rows
    )
    return Proof(signers.own, signers.key_of(signers.own), tuple(heads))
