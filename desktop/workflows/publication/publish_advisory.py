"""Sign an advisory and let it out through the gate: cleared, signed, written, read back, recorded.

Nothing is signed that the gate did not clear: a signature under a refused advisory should never exist.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import FormName
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.failures import (
    NOTHING_WRITTEN,
    Failure,
    InvalidDocument,
    KeyMissing,
    RefusedByPolicy,
    SignatureRefused,
    rebuild,
)
from desktop.domain.leaving.approvals import asks_for_four_eyes, lacks_eyes
from desktop.domain.leaving.cleared import Cleared, ClearedKind
from desktop.domain.leaving.gate import GateRefusal, clear_checksum, clear_public_key, clear_signature
from desktop.domain.stages import is_correcting
from desktop.workflows.custody.record_refusal import record_refused_exit
from desktop.workflows.ports import Desk, Progress, Silent, Tools
from desktop.workflows.publication.compare_advisories import require_agreement
from desktop.workflows.publication.preview_advisory import (
    AdvisoryPreview,
    Document,
    Review,
    approved_as,
    clear_document,
    guarded_by,
    judge_documents,
    preview_advisory,
    review_case,
    write_documents,
)
from desktop.workflows.publication.tell_leaks import reasons_of
from desktop.workflows.publication.write_cleared import is_there, require_free, require_room, write_cleared

__all__ = ["AdvisoryPreview", "Document", "Published", "Written", "preview_advisory", "publish_advisory"]

EXPIRES_SOON = timedelta(days=90)
"""A signing key that expires sooner is warned of: readers check signatures for years."""


class Written(msgspec.Struct, frozen=True):
    """A file that was written and found equal."""

    path: str
    file_name: str
    sha256: str
    kind: ClearedKind


class Published(msgspec.Struct, frozen=True):
    """What was written, in order, and what a person should know."""

    files: tuple[Written, ...]
    revision: str
    warnings: tuple[str, ...] = ()


class Release(msgspec.Struct, frozen=True):
    """One document on its way out, with the files that go beside it."""

    format: FormName
    document: Cleared
    signature: Cleared
    checksums: tuple[Cleared, ...]

    @property
    def files(self) -> tuple[Cleared, ...]:
        return (self.document, self.signature, *self.checksums)


def publish_advisory(
    desk: Desk,
    case_id: str,
    out: Path,
    *,
    formats: Sequence[FormName] = (),
    sign_with: str,
    progress: Progress,
) -> Published:
    """Write the signed advisory of a case into the folder `out`, made when all is ready to be written.

    In these formats, or in all that its facts allow.

    The public key is written beside it unless it is there already. Raises RefusedByPolicy with every reason
    of the gate, InvalidDocument, KeyMissing, the failures of signing, and WriteFailed; a failure says which
    files were written. Until the first file is written it can be cancelled.
    """
    sign_with = "".join(sign_with.split()).upper()
    progress.step("Writing the advisory", 0, 3)
    review = review_case(desk, case_id)
    documents = write_documents(review, formats)
    return release(desk, review, documents, out, sign_with=sign_with, progress=progress)


def release(
    desk: Desk,
    review: Review,
    documents: Sequence[Document],
    out: Path,
    *,
    sign_with: str,
    progress: Progress,
) -> Published:
    """Let written documents of a case out: through the gate, signed, read back, recorded."""
    cleared = through_the_gate(desk, review, documents)
    require_agreement(review.facts, [document for document in documents if not document.rejects])
    public_key = public_key_of(desk.tools, sign_with)
    releases = sign_all(desk.tools, documents, cleared, sign_with, progress)
    files = [file for release in releases for file in release.files]
    require_free(out, [file.file_name for file in files])
    require_room(desk.tools.files, out, files)
    key_is_there = is_there(desk.tools.files, out / public_key.file_name, public_key)
    progress.step("Writing the files", 2, 3)
    desk.tools.files.make_folder(out)
    record(desk, review, [started(release) for release in releases], revision=review.case.revision)
    written: list[Written] = []
    with _naming(written):
        pairs = [_write_release(desk.tools, out, release, written) for release in releases]
        verify_all(desk.tools, pairs, public_key.content)
        if not key_is_there:
            _write(desk.tools, out, public_key, written)
        record(desk, review, [exported(release, sign_with, review) for release in releases])
    warnings = warnings_of(desk.tools, sign_with, review.now)
    if key_is_there:
        warnings = (*warnings, f"{public_key.file_name} was there already, the same; it was left alone.")
    return Published(tuple(written), review.facts.revisions[-1].number, warnings)


def sign_all(
    tools: Tools,
    documents: Sequence[Document],
    cleared: Sequence[Cleared],
    sign_with: str,
    progress: Progress,
) -> list[Release]:
    """The signed releases of these documents, which the gate cleared; the keys are looked up once."""
    progress.step("Signing the advisory", 1, 3)
    contents = [passed.content for passed in cleared]
    signatures = tools.openpgp.sign_all(contents, sign_with, progress=progress)
    return [
        _release(document, passed, signature)
        for document, passed, signature in zip(documents, cleared, signatures, strict=True)
    ]


def _journal_lack(desk: Desk, review: Review, documents: Sequence[Document]) -> None:
    """Journal that the gate will hold it back for want of a second person, if that is so."""
    named = tuple(map(approved_as, documents))
    lacking = lacks_eyes(review.case, named)
    if lacking and (review.four_eyes or asks_for_four_eyes(review.profile)):
        record(desk, review, [e.ReleaseRefused(lacking.why, named)])


def through_the_gate(desk: Desk, review: Review, documents: Sequence[Document]) -> list[Cleared]:
    """Have the gate clear these documents, by the approvals that count now.

    Raises RefusedByPolicy or InvalidDocument with every reason; the journal keeps that it refused.
    """
    review = judge_documents(desk, review, documents)
    _journal_lack(desk, review, documents)
    guarded = guarded_by(review, documents)
    judged = [clear_document(review, document, guarded) for document in documents]
    reasons = reasons_of(judged)
    if not reasons:
        return [outcome for outcome in judged if isinstance(outcome, Cleared)]
    record_refused_exit(desk, "advisory", review.case.case_id)
    mistakes = {mistake for document in documents for mistake in document.mistakes}
    kind = InvalidDocument if set(reasons) <= mistakes else RefusedByPolicy
    raise kind(
        f"The advisory may not leave. {' '.join(reasons)}",
        advice=f"The case's page, or `embargo advisory show {review.case.case_id}`, says what is missing.",
    )


def public_key_of(tools: Tools, fingerprint: str) -> Cleared:
    if not fingerprint:
        raise KeyMissing("No key was chosen to sign with.")
    outcome = clear_public_key(tools.openpgp.public_key(fingerprint), fingerprint)
    if isinstance(outcome, GateRefusal):
        raise SignatureRefused(outcome.sentence, advice="Choose another key to sign with.")
    return outcome


def _release(document: Document, cleared: Cleared, signature: bytes) -> Release:
    checksums = tuple(
        clear_checksum(cleared, algorithm, hashlib.new(algorithm, cleared.content).hexdigest())
        for algorithm in ("sha256", "sha512")
    )
    return Release(document.format, cleared, clear_signature(cleared, signature), checksums)


def record(desk: Desk, review: Review, events: Sequence[Event], *, revision: int | None = None) -> None:
    """Append beside the acts of people; the instant is the one that the documents themselves name."""
    at = review.facts.current_release
    drafts = [Draft(event, at) for event in events]
    desk.vault.append(
        review.case.case_id, drafts, author=desk.handler, now=desk.tools.now(), revision=revision
    )


def started(release: Release) -> e.ReleaseStarted:
    document = release.document
    return e.ReleaseStarted(
        format=release.format, file_name=document.file_name, sha256=document.sha256, tlp=document.tlp
    )


def exported(release: Release, signer: str, review: Review) -> e.AdvisoryExported:
    return e.AdvisoryExported(
        format=release.format,
        file_name=release.document.file_name,
        sha256=release.document.sha256,
        signature_sha256=sha256(release.signature.content),
        signer=signer,
        holding=review.facts.holding,
        changed=review.facts.revisions[-1].summary,
        correcting=is_correcting(review.case, review.profile),
    )


@contextmanager
def _naming(written: Sequence[Written]) -> Iterator[None]:
    """Let a failure say which files are there by then, beside what it says itself."""
    try:
        yield
    except Failure as error:
        if not written:
            raise
        names = ", ".join(file.file_name for file in written)
        said = [f"Written: {names}.", "The export is not recorded as done."]
        if error.written != NOTHING_WRITTEN:
            said.append(error.written)
        raise rebuild(error.code, error.message, error.advice, " ".join(said)) from error


def _write_release(tools: Tools, out: Path, release: Release, written: list[Written]) -> tuple[bytes, bytes]:
    """Write a document and what goes beside it; returns it and its signature as they were read back."""
    found = {file.kind: _write(tools, out, file, written) for file in release.files}
    return found["advisory"], found["signature"]


def _write(tools: Tools, out: Path, file: Cleared, written: list[Written]) -> bytes:
    path = out / file.file_name
    found = write_cleared(tools.files, path, file)
    written.append(Written(str(path), file.file_name, file.sha256, file.kind))
    return found


def verify_all(tools: Tools, pairs: Sequence[tuple[bytes, bytes]], public_key: bytes) -> None:
    """Each signature is good, and by the key that goes beside it. Raises SignatureRefused."""
    # Not to be cancelled: the files are there, and the journal must say so.
    checks = tools.openpgp.verify_all(pairs, known_keys=(public_key,), progress=Silent())
    if any(check.verdict != "good" for check in checks):
        raise SignatureRefused(
            "A signature that was made is not good.",
            advice="Publish nothing of it. Check the key with `embargo doctor`, and export again elsewhere.",
        )


def warnings_of(tools: Tools, fingerprint: str, now: datetime) -> tuple[str, ...]:
    key = next((key for key in tools.openpgp.secret_keys() if key.fingerprint == fingerprint), None)
    if key is None or key.expires is None or key.expires - now > EXPIRES_SOON:
        return ()
    return (
        f"The signing key expires on {key.expires:%Y-%m-%d}: extend it before readers meet an expired one.",
    )
