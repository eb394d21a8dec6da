"""Sign an approval in the vault, with the key that the approver is enrolled with."""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.approving.statement import NONCE_DIGITS, state, write_statement
from desktop.domain.digest import sha256
from desktop.domain.rights.team import team_of
from desktop.workflows.ports import Desk, Progress, Tools

_BASE = 16


class SignedApproval(msgspec.Struct, frozen=True):
    """The approval, and the public key that goes with it."""

    approval: e.AdvisoryApproved
    key: bytes


def key_enrolled(desk: Desk) -> str:
    """The fingerprint that this desk's handler is enrolled with, or empty."""
    member = team_of(desk.vault.vault_history()).find(desk.handler)
    return member.fingerprint if member is not None else ""


def new_nonce(tools: Tools) -> str:
    """What nobody guesses, and no other request has."""
    return "".join(f"{digit:x}" for digit in tools.random_digits(NONCE_DIGITS, _BASE))


def signed_by(
    desk: Desk, case_id: str, documents: Sequence[e.ApprovedDocument], fingerprint: str, *, progress: Progress
) -> SignedApproval:
    """Ask gpg for the signature, which the port checks. Raises KeyMissing, SignatureRefused, Cancelled."""
    tools = desk.tools
    text = write_statement(state(desk.vault.vault_id(), case_id, new_nonce(tools), documents))
    progress.step("Waiting for gpg to sign")
    signature = tools.openpgp.sign(text.encode(), fingerprint, progress=progress)
    key = tools.openpgp.public_key(fingerprint)
    approval = e.AdvisoryApproved(
        tuple(documents),
        fingerprint=fingerprint,
        statement=text,
        signature=signature.decode("ascii"),
        key_sha256=sha256(key),
    )
    return SignedApproval(approval, key)
