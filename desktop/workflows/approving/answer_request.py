"""Answer a request to approve, on a machine without the vault: read what would leave, sign its digests."""

from pathlib import Path

import msgspec

from desktop.domain.approving.answers import Answer
from desktop.domain.approving.request import ApprovalRequest, AskedDocument
from desktop.domain.approving.statement import write_statement
from desktop.domain.failures import KeyMissing, RefusedByPolicy
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.eyes import AnswerCandidate
from desktop.domain.leaving.gate import GateRefusal, clear_answer
from desktop.domain.report import SignatureCheck
from desktop.formats.approvals.answer_file import write_answer
from desktop.formats.approvals.request_file import SEALED_LIMIT, read_request
from desktop.workflows.ports import Progress, Tools
from desktop.workflows.publication.write_cleared import require_free, write_cleared

_READ_FIRST = ("markdown", "text", "csaf")
"""The form that people read; else the first there is."""


class OpenedRequest(msgspec.Struct, frozen=True):
    """What is asked, and whose signature stands on it."""

    request: ApprovalRequest
    signature: SignatureCheck

    @property
    def shown(self) -> AskedDocument:
        """The document to be read."""
        by_format = {document.format: document for document in self.request.documents}
        return next((by_format[f] for f in _READ_FIRST if f in by_format), self.request.documents[0])

    @property
    def statement(self) -> str:
        """What an answer signs."""
        return write_statement(self.request.statement)


def open_request(tools: Tools, path: Path, *, progress: Progress) -> OpenedRequest:
    """Decrypt it and check that its documents are those that it names; nothing is signed.

    Raises Unreadable, TooLarge, NoKey, AnswerRefused, and gpg's failures.
    """
    progress.step("Opening the request")
    opened = tools.openpgp.open(tools.files.read(path, limit=SEALED_LIMIT), progress=progress)
    return OpenedRequest(read_request(opened.plaintext), opened.signature)


def answer_request(
    tools: Tools, opened: OpenedRequest, path: Path, *, sign_with: str, progress: Progress
) -> Cleared:
    """Sign exactly these documents, and write the answer to a new file.

    Raises KeyMissing, SignatureRefused, RefusedByPolicy, WriteFailed, Cancelled, and gpg's failures.
    """
    if not sign_with:
        raise KeyMissing("No key to sign with was named.", advice="Name the one that you are enrolled with.")
    require_free(path.parent, [path.name])
    progress.step("Waiting for gpg to sign")
    signature = tools.openpgp.sign(opened.statement.encode(), sign_with, progress=progress)
    key = tools.openpgp.public_key(sign_with)
    content = write_answer(Answer(opened.statement, signature.decode("ascii"), key.decode("ascii")))
    outcome = clear_answer(AnswerCandidate(content, path.name))
    if isinstance(outcome, GateRefusal):
        raise RefusedByPolicy(f"The answer may not leave. {outcome.sentence}")
    write_cleared(tools.files, path, outcome)
    return outcome
