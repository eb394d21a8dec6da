"""What does not hold in an exported journal: chains, signed heads, and what approvals say."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import msgspec

from desktop.domain.events import AdvisoryApproved
from desktop.domain.journal import Entry, Finding, Header, Opened, SignedHead, event_id, salted_hash, verify
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.journal_file import JournalFile

Signed = Callable[..., bool]


class _Everything:
    """No content is in the file, and none is missed."""

    def __contains__(self, _: object) -> bool:
        return True


def findings_of(signed: Signed, file: JournalFile) -> Iterator[Finding]:
    """Every place where the file is not the journal that its signed heads end."""
    chains = _chains(file.headers)
    yield from _of_heads(signed, file)
    for writer in sorted({*chains} - {head.writer for head in file.preamble.proof.heads}):
        yield Finding(len(chains[writer]), "entries belong to a writer without a signed head")
    for head in file.preamble.proof.heads:
        yield from _of_chain(chains[head.writer], head)
    yield from _of_others(file.headers)
    yield from _of_approvals(file)


def read_header(header: bytes) -> Header | None:
    """What it says, or None for what is none."""
    try:
        return msgspec.json.decode(header, type=Header)
    except UNDECODABLE:
        return None


def _of_heads(signed: Signed, file: JournalFile) -> Iterator[Finding]:
    proof = file.preamble.proof
    for head in proof.heads:
        facts = (head.vault_id, head.writer, head.sequence, head.head)
        if not signed(head.public_key, head.signature, *facts):
            yield Finding(head.sequence, "the head is not signed by the key of its vault")
    if len(file.headers) != file.preamble.entries:
        yield Finding(len(file.headers), "the file holds more or fewer entries than it says")
    if not any((h.vault_id, h.public_key) == (proof.vault_id, proof.public_key) for h in proof.heads):
        yield Finding(0, "no head is signed by the vault that it is said to come from")
    if len({head.writer for head in proof.heads}) != len(proof.heads):
        yield Finding(0, "a writer has two heads")


def _of_chain(entries: Sequence[Entry], head: SignedHead) -> Iterator[Finding]:
    yield from verify(entries, (head.sequence, head.head), absent=_Everything())
    if len(entries) != head.sequence:
        yield Finding(len(entries), "the journal is longer or shorter than its head says")


def _of_others(headers: Sequence[bytes]) -> Iterator[Finding]:
    """Each entry names heads of other writers that it follows: they are here."""
    known = {event_id(header) for header in headers}
    for header in map(read_header, headers):
        if header is not None and not known.issuperset(header.heads):
            yield Finding(header.sequence, "an entry follows one that is not here")


def _of_approvals(file: JournalFile) -> Iterator[Finding]:
    """What an approval is said to say is what was chained."""
    approvals = file.preamble.approvals
    wanted = {opened.id for opened in approvals}
    known = {i: header for header in file.headers if (i := event_id(header)) in wanted}
    if len(wanted) != len(approvals):
        yield Finding(0, "an approval stands in it twice")
    for opened in approvals:
        yield from _of_approval(opened, known.get(opened.id))


def _of_approval(opened: Opened, stored: bytes | None) -> Iterator[Finding]:
    header = read_header(stored) if stored is not None else None
    if header is None or header.name != AdvisoryApproved.kind:
        yield Finding(0, "an approval belongs to no entry of the journal")
    elif salted_hash(opened.salt, opened.payload) != header.payload_hash:
        yield Finding(header.sequence, "what an approval says was changed")


def _chains(headers: Sequence[bytes]) -> dict[str, list[Entry]]:
    """The entries of each writer as they stand; one that cannot be read belongs to whoever stands before."""
    chains: dict[str, list[Entry]] = defaultdict(list)
    writer = ""
    for header in headers:
        told = read_header(header)
        writer = told.writer if told is not None else writer
        chains[writer].append(Entry(event_id(header), header, None, None, None, None))
    return chains
