"""Whether a vault is what was written: pages, chains, blobs, projections, each checked against the others.

Nothing found is content: entries are named by their place in the chain, blobs by a part of their hash.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from desktop.domain.event import Recorded
from desktop.domain.events import (
    AdvisoryApproved,
    BundleReceived,
    BundleSent,
    EvidenceAdded,
    FollowUpReceived,
    IncidentOpened,
    KeyTaken,
    PackTaken,
    PolicyRepinned,
    ProfileAdopted,
    ReportReceived,
    ReportRegraded,
    SelfReleased,
    Sent,
)
from desktop.domain.failures import Failure
from desktop.domain.journal import Finding
from desktop.domain.retention.remains import named_in
from desktop.vault.blobs import spoilt_blobs
from desktop.vault.chains import chain_findings, withheld
from desktop.vault.database import Database
from desktop.vault.head_watch import compare
from desktop.vault.journal import Journal
from desktop.vault.losses import losses_of
from desktop.vault.projections import are_current, disagrees
from desktop.vault.promise_rows import ProfileOf
from desktop.vault.search_rows import count_strays
from desktop.workflows.keeping_ports import ComparedHead, KnownHead, Verification

_SHOWN_AT_MOST = 20
"""Of each kind: a vault that is broken throughout need not say so a million times."""
_UNREADABLE = "the database cannot be read to its end"
_Found = TypeVar("_Found")


def verify_vault(database: Database, profile_of: ProfileOf, known: Sequence[KnownHead] = ()) -> Verification:
    """Check everything; the journal has to go on from every head that something outside remembers."""
    journal = Journal(database)
    links = _gather(chain_findings(database), Finding(0, _UNREADABLE))
    pages = _gather(page_findings(database), _UNREADABLE)
    lists = _gather(_projection_findings(database, journal, profile_of), _UNREADABLE)
    blobs = _gather(_blob_findings(database, journal), _UNREADABLE)
    try:
        events, head, absent = journal.size(), journal.head(), len(withheld(database))
    except Failure:
        events, head, absent = 0, "", 0
    compared = tuple(_compared(database, head) for head in dict.fromkeys(known))
    lost = _count_lost(database)
    return Verification(events, head, links, pages + lists, blobs, absent, compared, lost=lost)


def _compared(database: Database, head: KnownHead) -> ComparedHead:
    try:
        return compare(database, head)
    except Failure:
        return ComparedHead(head, 0)


def _count_lost(database: Database) -> int:
    try:
        return losses_of(Journal(database)).count
    except Failure:
        return 0


def page_findings(database: Database) -> Iterator[str]:
    """Pages that fail their authentication, a structure that contradicts itself, a file too long or short."""
    # The first check notices a page that was appended, which the second does not look at, and the reverse.
    yield from (row[0] for row in database.rows("PRAGMA cipher_integrity_check"))
    yield from (row[0] for row in database.rows("PRAGMA integrity_check") if row[0] != "ok")
    tables = {row[0] for row in database.rows("PRAGMA foreign_key_check")}
    yield from (f"table {table} refers to rows that are not there" for table in sorted(tables))
    expected = database.value("PRAGMA page_count") * int(database.value("PRAGMA page_size"))
    if database.path.stat().st_size != expected:
        yield "the file is longer or shorter than its pages"


def _projection_findings(database: Database, journal: Journal, profile_of: ProfileOf) -> Iterator[str]:
    if not are_current(journal):
        return  # rows made by other rules are made again when the vault is next opened to write
    case_ids = journal.case_ids()
    stored = [row[0] for row in database.rows("SELECT case_id FROM case_row ORDER BY case_id")]
    if stored != case_ids:
        yield "the list of cases differs from the journal"
    emptied = _emptied(database)
    # What another vault purged of its copy stays here until this one purges it too.
    own = frozenset(row[0] for row in database.rows("SELECT writer FROM chain WHERE vault_id = ''"))
    for case_id in case_ids:
        history = journal.of_case(case_id)
        if disagrees(database, history, profile_of):
            yield "a case's rows in the lists differ from the journal"
        if not named_in(history, own) <= emptied:
            yield "content that was purged is still there"
    if count_strays(database):
        yield "the search index holds what belongs to no case"


def _emptied(database: Database) -> frozenset[str]:
    return frozenset(row[0] for row in database.rows("SELECT id FROM payload WHERE payload IS NULL"))


def _blob_findings(database: Database, journal: Journal) -> Iterator[str]:
    wanted: set[str] = set()
    for events in (journal.of_vault(), *map(journal.of_case, journal.case_ids())):
        for recorded in events:
            wanted.update(blobs_of(recorded))
    yield from spoilt_blobs(database, wanted - {""} - losses_of(journal).files)


def blobs_of(recorded: Recorded) -> Iterable[str]:
    match recorded.event:
        case ReportReceived() as event:
            return (event.policy_sha256, *_parts_of(event))
        case FollowUpReceived() as event:
            return _parts_of(event)
        case (
            KeyTaken(key_sha256=sha256)
            | EvidenceAdded(sha256=sha256)
            | ReportRegraded(report_sha256=sha256)
            | PackTaken(policy_sha256=sha256)
            | IncidentOpened(policy_sha256=sha256)
            | PolicyRepinned(policy_sha256=sha256)
            | BundleSent(key_sha256=sha256)
            | BundleReceived(key_sha256=sha256)
        ):
            return (sha256,)
        case (
            ProfileAdopted(policy_sha256=sha256, text_sha256=other)
            | Sent(message_sha256=sha256, kept=True, report_sha256=other)
        ):
            return sha256, other
        case AdvisoryApproved(documents=documents) | SelfReleased(documents=documents) as event:
            key = getattr(event, "key_sha256", "")
            return (*(document.sha256 for document in documents), *filter(None, (key,)))
        case _:
            return ()


def _parts_of(event: ReportReceived | FollowUpReceived) -> tuple[str, ...]:
    return (event.sealed_sha256, event.plaintext_sha256, event.report_sha256, *event.attachments)


def _gather(findings: Iterator[_Found], unreadable: _Found) -> tuple[_Found, ...]:
    gathered: list[_Found] = []
    try:
        gathered.extend(islice(findings, _SHOWN_AT_MOST))
    except Exception:  # noqa: BLE001 - what was tampered with may break any reader; that is a finding too
        gathered.append(unreadable)
    return tuple(gathered)
