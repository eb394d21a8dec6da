"""The approvals in an exported journal, as an auditor reads them, each with what came of its signature."""

from collections.abc import Iterator

from desktop.domain import events as e
from desktop.domain.approving.statement import read_statement
from desktop.domain.approving.told import ToldApproval, approval_in
from desktop.domain.failures import Failure
from desktop.domain.journal import event_id
from desktop.domain.report import SignatureCheck
from desktop.formats.journal_file import JournalFile
from desktop.workflows.journal.findings import read_header
from desktop.workflows.ports import Silent, Tools

BAD = "not good: "
"""How the words of a signature begin that was checked and does not hold."""


def told_approvals(tools: Tools, file: JournalFile) -> Iterator[ToldApproval]:
    """Each that says what an approval says; signatures are checked with the keys that gpg has."""
    opened = {one.id: one for one in file.preamble.approvals}
    for stored in file.headers:
        one = opened.get(event_id(stored)) if opened else None
        header = read_header(stored) if one is not None else None
        event = approval_in(one) if one is not None else None
        if header is not None and event is not None:
            yield ToldApproval(
                header.sequence,
                header.occurred_at,
                event.approver or header.author,
                event.fingerprint,
                event.documents,
                _signature(tools, event),
            )


def _signature(tools: Tools, event: e.AdvisoryApproved) -> str:
    if not event.signature:
        return "none: approved by name"
    if set(read_statement(event.statement).documents) != set(event.documents):
        return f"{BAD}it names other documents"
    try:
        check = tools.openpgp.verify(event.statement.encode(), event.signature.encode(), progress=Silent())
    except Failure:
        return "not checked: gpg could not"
    return _words_of(check, event.fingerprint)


def _words_of(check: SignatureCheck, fingerprint: str) -> str:
    if check.verdict == "good" and [signer.fingerprint for signer in check.signers] == [fingerprint]:
        return "good"
    spoilt = next((signer for signer in check.signers if signer.state != "good"), None)
    if spoilt is None:
        return f"{BAD}Another key made it."
    if spoilt.state == "unknown-key":
        return "not checked: the key is not in this GnuPG home"
    # a key that expired since, or was revoked, spoils no journal
    return f"{BAD if spoilt.state == 'bad' else 'in doubt: '}{spoilt.reason}"
