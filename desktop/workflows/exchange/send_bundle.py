"""Hand a case to another handler: signed, encrypted to their key alone, through the gate, to a new file."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.exchange.bundle import CaseToSend, Manifest
from desktop.domain.failures import KeyMissing, Usage, WriteFailed
from desktop.domain.fold import fold
from desktop.domain.leaving.bundles import BundleCandidate
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_bundle
from desktop.domain.policy import Profile
from desktop.formats.exchange.manifest import write_manifest
from desktop.formats.exchange.parts import pack
from desktop.formats.exchange.sealed import SUFFIX
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.desk.view_case import pinned_packs, pinned_profile
from desktop.workflows.exchange.packing import manifest_of, runs_of
from desktop.workflows.exchange.peers import Peer
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.write_cleared import write_cleared_pieces


class SentBundle(msgspec.Struct, frozen=True):
    """What left, and for whom."""

    path: Path
    sha256: str
    to: str
    head: str
    entries: int
    events: int
    files: int


class _Plan(msgspec.Struct, frozen=True):
    """What is to leave, and what the gate is to know of it."""

    case: Case
    profile: Profile
    packs: tuple[Profile, ...]
    peer: Peer
    sign_with: str
    permission: str
    file_name: str


def proposed_name(desk: Desk) -> str:
    """A name for a bundle that tells nothing of what is in it."""
    letters = "".join(f"{digit:x}" for digit in desk.tools.random_digits(8, 16))
    return f"exchange-{letters}{SUFFIX}"


def send_bundle(
    desk: Desk,
    case_id: str,
    peer: Peer,
    path: Path,
    *,
    permission: str = "",
    sign_with: str = "",
    progress: Progress,
) -> SentBundle:
    """Write the bundle; the journal says that it leaves before the file has its name.

    Raises NoSuchCase, Usage, KeyMissing, TooLarge for a case beyond what a bundle holds, RefusedByPolicy with
    the gate's reasons, WriteFailed, and gpg's failures.
    """
    if path.suffix != SUFFIX:
        raise Usage(f"A bundle has a name that ends in {SUFFIX}.", advice=f"Name it {proposed_name(desk)}.")
    if os.path.lexists(path):
        raise WriteFailed(f"The folder holds {path.name} already.", advice="Give the bundle another name.")
    if not peer.key.can_encrypt:
        raise KeyMissing("Nothing can be encrypted to this key.", advice="Ask the handler for another one.")
    signer = sign_with or intake_key(desk)
    if not signer:
        raise KeyMissing("No intake key is chosen, so the bundle cannot be signed.")
    case = fold(desk.vault.history(case_id))
    content = desk.vault.case_to_send(case_id)
    manifest = manifest_of(content, case_id, peer.key.fingerprint, desk.tools.now())
    packs = pinned_packs(desk.vault, case)
    profile = pinned_profile(desk.vault, case)
    plan = _Plan(case, profile, packs, peer, signer, permission.strip(), path.name)
    messages = _messages(desk, plan, content, manifest, progress)
    digest = write_cleared_pieces(
        desk.tools.files, path, messages, partial(_write_down, desk, plan, manifest)
    )
    return SentBundle(
        path=path,
        sha256=digest,
        to=manifest.to,
        head=manifest.head,
        entries=manifest.entries,
        events=len(manifest.events),
        files=len(manifest.files),
    )


def _messages(
    desk: Desk, plan: _Plan, content: CaseToSend, manifest: Manifest, progress: Progress
) -> Iterator[Cleared]:
    """The signed manifest and the parts that hang on it, each encrypted to the one key."""
    progress.step("Signing the bundle")
    yield _cleared(desk, plan, write_manifest(manifest), plan.sign_with, progress)
    for number, part in enumerate(pack(runs_of(desk.vault, content)), 1):
        progress.step("Encrypting the bundle", number)
        yield _cleared(desk, plan, part, "", progress)


def _cleared(desk: Desk, plan: _Plan, content: bytes, sign_with: str, progress: Progress) -> Cleared:
    sealed = desk.tools.openpgp.encrypt(content, [plan.peer.content], sign_with=sign_with, progress=progress)
    candidate = BundleCandidate(sealed, plan.file_name, plan.peer.key.fingerprint, plan.permission)
    outcome = clear_bundle(candidate, plan.case, plan.profile, plan.packs)
    return require_cleared(
        desk,
        outcome,
        "bundle",
        "The bundle may not leave.",
        case_id=plan.case.case_id,
        advice="Say who allowed it (--allowed-by), and choose a name that tells nothing.",
    )


def _write_down(desk: Desk, plan: _Plan, manifest: Manifest, digest: str) -> None:
    """That it leaves, for whom, and up to where (M87-3.5c); with the key, so that it is known from now on."""
    key = plan.peer.content
    sent = e.BundleSent(
        case_id=manifest.case_id,
        to=manifest.to,
        key_sha256=sha256(key),
        sha256=digest,
        head=manifest.head,
        permission=plan.permission,
    )
    now = desk.tools.now()
    desk.vault.append(None, [Draft(sent, now)], author=desk.handler, now=now, blobs={sha256(key): key})
