"""What an approval tells an auditor: who, when, which digests, by which key; and that it tells no more."""

import re
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.approving.statement import read_statement
from desktop.domain.failures import AnswerRefused
from desktop.domain.journal import Opened
from desktop.domain.leaving.sentences import hidden
from desktop.domain.leaving.traces import foreign_case_ids
from desktop.domain.undecodable import UNDECODABLE

_FORMAT = re.compile(r"[a-z0-9-]{1,32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"(?:[0-9A-F]{40}|[0-9A-F]{64})?")
_SIGNATURE = re.compile(
    r"-----BEGIN PGP SIGNATURE-----\n\n?(?:[A-Za-z0-9+/=]{1,76}\n)+-----END PGP SIGNATURE-----\n?"
)


class ToldApproval(msgspec.Struct, frozen=True):
    """One approval as the journal has it; `signature` says what came of checking it."""

    sequence: int
    at: datetime
    by: str
    fingerprint: str
    documents: tuple[e.ApprovedDocument, ...]
    signature: str


def approval_in(opened: Opened) -> e.AdvisoryApproved | None:
    """What it says, if that is digests, a key and a signature, and the name of a person, and nothing else."""
    try:
        event = msgspec.json.decode(opened.payload, type=e.AdvisoryApproved)
        extra = set(msgspec.json.decode(opened.payload)) - set(event.__struct_fields__)
    except UNDECODABLE:
        return None
    return None if extra or not _is_plain(event) else event


def _is_plain(event: e.AdvisoryApproved) -> bool:
    """Whether no field of it could hold words."""
    named = all(_FORMAT.fullmatch(d.format) and _DIGEST.fullmatch(d.sha256) for d in event.documents)
    key = _KEY.fullmatch(event.fingerprint) and _DIGEST.fullmatch(event.key_sha256 or "0" * 64)
    person = not (foreign_case_ids(event.approver, "") or any(hidden(event.approver)))
    return bool(named and key and person and _is_signed_plainly(event))


def _is_signed_plainly(event: e.AdvisoryApproved) -> bool:
    if not event.signature and not event.statement:
        return True
    try:
        read_statement(event.statement)
    except AnswerRefused:
        return False
    return _SIGNATURE.fullmatch(event.signature) is not None
