"""Ask somebody elsewhere to approve an advisory: the documents themselves, encrypted, in one small file."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.approving.request import ApprovalRequest, AskedDocument
from desktop.domain.failures import KeyMissing, Usage, WriteFailed
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.eyes import RequestCandidate
from desktop.domain.leaving.gate import clear_request
from desktop.domain.parties.fingerprints import as_written
from desktop.domain.rights.team import Member, team_of
from desktop.formats.approvals.request_file import FORMAT, SUFFIX, write_request
from desktop.workflows.approving.approvable import Asked, approvers_beside, keep_approval, write_as_it_is
from desktop.workflows.approving.sign_approval import new_nonce
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.write_cleared import write_cleared_pieces

_ENROL = "An owner enrols them: `embargo team enrol NAME --role reviewer --fingerprint FPR`."


class SentRequest(msgspec.Struct, frozen=True):
    """What left, and for whom."""

    path: Path
    sha256: str
    to: tuple[str, ...]
    nonce: str
    documents: tuple[e.ApprovedDocument, ...]


def proposed_name(desk: Desk) -> str:
    """A name for a request that tells nothing of what is in it."""
    letters = "".join(f"{digit:x}" for digit in desk.tools.random_digits(8, 16))
    return f"approval-{letters}{SUFFIX}"


def who_can_be_asked(desk: Desk, case_id: str) -> tuple[Member, ...]:
    """Who may approve this advisory and has a key enrolled. Raises NoSuchCase, Usage, InvalidDocument."""
    return _askable(desk, write_as_it_is(desk, case_id))


def ask_elsewhere(
    desk: Desk, case_id: str, path: Path, *, to: Sequence[str] = (), key: bytes = b"", progress: Progress
) -> SentRequest:
    """Write the request for the holders of the keys `to`, or for all who may approve and have a key at hand.

    `key` are public keys that the GnuPG home lacks. The journal says that it leaves before the file has its
    name. Raises NoSuchCase, Usage, KeyMissing, RefusedByPolicy with the gate's reasons, WriteFailed, and
    gpg's failures.
    """
    if path.suffix != SUFFIX:
        raise Usage(f"A request has a name that ends in {SUFFIX}.", advice=f"Name it {proposed_name(desk)}.")
    if os.path.lexists(path):
        raise WriteFailed(f"The folder holds {path.name} already.", advice="Give the request another name.")
    asked = write_as_it_is(desk, case_id)
    able = tuple(member.fingerprint for member in _askable(desk, asked))
    wanted = tuple(map(as_written, to))
    keys = _keys(desk, wanted or able, key, all_of=bool(wanted))
    request = _request(desk, asked)
    progress.step("Encrypting the request")
    sealed = desk.tools.openpgp.encrypt(
        write_request(request), list(keys.values()), sign_with=intake_key(desk), progress=progress
    )
    cleared = _cleared(desk, asked, RequestCandidate(sealed, path.name, tuple(keys)), able)
    digest = write_cleared_pieces(
        desk.tools.files, path, [cleared], partial(_write_down, desk, asked, request.nonce, tuple(keys))
    )
    return SentRequest(path, digest, tuple(keys), request.nonce, request.named)


def _askable(desk: Desk, asked: Asked) -> tuple[Member, ...]:
    names = approvers_beside(desk, asked.review)
    team = team_of(desk.vault.vault_history())
    return tuple(one for one in team.members if one.name in names and one.fingerprint)


def _keys(desk: Desk, wanted: Sequence[str], given: bytes, *, all_of: bool) -> dict[str, bytes]:
    """Public keys by fingerprint. Raises KeyMissing for one that is not at hand, or for none at all."""
    brought = {info.fingerprint: given for info in desk.tools.openpgp.read_keys(given)} if given else {}
    found: dict[str, bytes] = {}
    for fingerprint in dict.fromkeys(wanted):
        try:
            found[fingerprint] = brought.get(fingerprint) or desk.tools.openpgp.public_key(fingerprint)
        except KeyMissing:
            if all_of:
                raise
    if not found:
        if wanted:
            raise KeyMissing("No key of theirs is at hand.", advice="Name their public key: --key FILE.")
        raise KeyMissing("Nobody else who may approve it has a key enrolled.", advice=_ENROL)
    return found


def _request(desk: Desk, asked: Asked) -> ApprovalRequest:
    documents = tuple(
        AskedDocument(named.format, document.file_name, named.sha256, document.approvable)
        for named, document in zip(asked.named, asked.documents, strict=True)
    )
    return ApprovalRequest(
        format=FORMAT,
        vault_id=desk.vault.vault_id(),
        public_key=desk.vault.sealed_head().public_key,
        case_id=asked.review.case.case_id,
        asked_by=desk.handler,
        asked_at=desk.tools.now(),
        nonce=new_nonce(desk.tools),
        documents=documents,
    )


def _cleared(desk: Desk, asked: Asked, candidate: RequestCandidate, able: Sequence[str]) -> Cleared:
    case, refused = asked.review.case, "The request may not leave."
    outcome = clear_request(candidate, case, able)
    return require_cleared(desk, outcome, "approval-request", refused, case_id=case.case_id, advice=_ENROL)


def _write_down(desk: Desk, asked: Asked, nonce: str, to: tuple[str, ...], digest: str) -> None:
    keep_approval(desk, asked, e.ApprovalRequested(asked.named, nonce, to, digest))
