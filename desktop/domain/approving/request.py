"""What one handler asks of another: the documents as they would leave, and what the answer has to name."""

from datetime import datetime
from typing import Annotated

import msgspec

from desktop.domain.approving.statement import MOST_DOCUMENTS, Statement, state
from desktop.domain.digest import sha256
from desktop.domain.events import ApprovedDocument

MOST_BYTES = 16 * 1024 * 1024
"""Of all documents of a request together."""

Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class AskedDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document with its instant of release left blank, as approvals name it."""

    format: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]{1,32}\Z")]
    file_name: Short
    sha256: Hash
    content: bytes

    @property
    def text(self) -> str | None:
        """What stands in it; None of one that is drawn and has to be opened elsewhere, such as a PDF."""
        try:
            return self.content.decode()
        except UnicodeDecodeError:
            return None


class ApprovalRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One request; its nonce is asked once, in one case of one vault."""

    format: int
    vault_id: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-z]{1,64}\Z")]
    public_key: Annotated[str, msgspec.Meta(max_length=128)]
    """The public half of the vault's own key, base64."""
    case_id: Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9-]{5,64}\Z")]
    """By which its advisory is tracked too."""
    asked_by: Short
    asked_at: datetime
    nonce: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
    documents: Annotated[tuple[AskedDocument, ...], msgspec.Meta(min_length=1, max_length=MOST_DOCUMENTS)]

    @property
    def named(self) -> tuple[ApprovedDocument, ...]:
        """The documents by their digests alone."""
        return tuple(ApprovedDocument(document.format, document.sha256) for document in self.documents)

    @property
    def statement(self) -> Statement:
        """What an answer signs."""
        return state(self.vault_id, self.case_id, self.nonce, self.named)


def contradiction(request: ApprovalRequest) -> str:
    """Why the request does not agree with itself; empty where it does."""
    names = [document.format for document in request.documents]
    if len(set(names)) != len(names):
        return "A format stands in it twice."
    if request.asked_at.tzinfo is None:
        return "It does not say when it was made."
    if sum(len(document.content) for document in request.documents) > MOST_BYTES:
        return f"Its documents are more than {MOST_BYTES // 1024**2} MiB."
    if any(sha256(document.content) != document.sha256 for document in request.documents):
        return "A document in it is not the one that it names."
    return ""
