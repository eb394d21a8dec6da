"""What an approval signs: a few lines of text that name a vault, a request and the digest of every document.

The case is named by a hash that only the request's nonce opens, so that the statement can be shown to an
auditor. `gpg --verify` and a text editor suffice to check one.
"""

import re
from collections.abc import Iterable

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.events import ApprovedDocument
from desktop.domain.failures import AnswerRefused

_HEADING = "Embargo approval 1"
NONCE_DIGITS = 32
MOST_DOCUMENTS = 32
_SHAPE = re.compile(
    r"Embargo approval 1\n"
    r"vault: ([0-9a-z]{1,64})\n"
    r"case: ([0-9a-f]{64})\n"
    r"nonce: ([0-9a-f]{32})\n"
    r"((?:document: [a-z0-9-]{1,32} [0-9a-f]{64}\n){1,32})"
)


class Statement(msgspec.Struct, frozen=True):
    """Exactly these documents, for exactly this request."""

    vault_id: str
    case_hash: str
    nonce: str
    documents: tuple[ApprovedDocument, ...]


def state(vault_id: str, case_id: str, nonce: str, documents: Iterable[ApprovedDocument]) -> Statement:
    """The statement about a case; its documents stand in the order of their formats."""
    in_order = sorted(documents, key=lambda document: document.format)
    return Statement(vault_id, case_hash(nonce, case_id), nonce, tuple(in_order))


def case_hash(nonce: str, case_id: str) -> str:
    """How a statement names its case; the nonce keeps it from being guessed."""
    return sha256(f"{nonce} {case_id}".encode())


def write_statement(statement: Statement) -> str:
    """The text that is signed; it ends with a line feed."""
    named = (f"document: {document.format} {document.sha256}" for document in statement.documents)
    first = (_HEADING, f"vault: {statement.vault_id}", f"case: {statement.case_hash}")
    return "\n".join((*first, f"nonce: {statement.nonce}", *named, ""))


def read_statement(text: str) -> Statement:
    """The statement in a text that is one and nothing else. Raises AnswerRefused."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise AnswerRefused("What was signed is no approval.")
    vault_id, case, nonce, lines = found.groups()
    named = (line.split(" ") for line in lines.splitlines())
    documents = tuple(ApprovedDocument(format_, digest) for _word, format_, digest in named)
    statement = Statement(vault_id, case, nonce, documents)
    if len({document.format for document in documents}) != len(documents):
        raise AnswerRefused("What was signed names a format twice.")
    if write_statement(statement) != text or documents != tuple(sorted(documents, key=lambda d: d.format)):
        raise AnswerRefused("What was signed is no approval.")
    return statement
