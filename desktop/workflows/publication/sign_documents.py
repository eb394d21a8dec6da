"""Sign documents that the gate cleared, and see that each signature is good."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from desktop.domain.advisories.advisory import FormName
from desktop.domain.failures import KeyMissing, SignatureRefused
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_checksum, clear_public_key, clear_signature
from desktop.workflows.ports import KeyInfo, Progress, Signed, Silent, Tools
from desktop.workflows.publication.write_documents import Document

EXPIRES_SOON = timedelta(days=90)
"""A signing key that expires sooner is warned of: readers check signatures for years."""


class Release(msgspec.Struct, frozen=True):
    """One document on its way out, with the files that go beside it."""

    format: FormName
    document: Cleared
    signature: Cleared
    checksums: tuple[Cleared, ...]

    @property
    def files(self) -> tuple[Cleared, ...]:
        """In the order in which they are written."""
        return (self.document, self.signature, *self.checksums)


def public_key_of(tools: Tools, fingerprint: str) -> Cleared:
    """The public key as it goes beside what it signs. Raises KeyMissing, SignatureRefused."""
    if not fingerprint:
        raise KeyMissing("No key was chosen to sign with.")
    outcome = clear_public_key(tools.openpgp.public_key(fingerprint), fingerprint)
    if isinstance(outcome, GateRefusal):
        raise SignatureRefused(outcome.sentence, advice="Choose another key to sign with.")
    return outcome


def sign_all(
    tools: Tools,
    documents: Sequence[Document],
    cleared: Sequence[Cleared],
    sign_with: str,
    progress: Progress,
) -> tuple[list[Release], Signed]:
    """The releases of these documents, which the gate cleared, and what signed them."""
    progress.step("Signing the advisory", 1, 3)
    contents = [passed.content for passed in cleared]
    signed = tools.openpgp.sign_all(contents, sign_with, progress=progress)
    releases = [
        _release(document, passed, signature)
        for document, passed, signature in zip(documents, cleared, signed.signatures, strict=True)
    ]
    return releases, signed


def _release(document: Document, cleared: Cleared, signature: bytes) -> Release:
    checksums = tuple(
        clear_checksum(cleared, algorithm, hashlib.new(algorithm, cleared.content).hexdigest())
        for algorithm in ("sha256", "sha512")
    )
    return Release(document.format, cleared, clear_signature(cleared, signature), checksums)


def verify_all(
    tools: Tools, pairs: Sequence[tuple[bytes, bytes]], public_key: Cleared, signed: Signed, sign_with: str
) -> None:
    """Each signature is good, one alone, and by this key, which goes beside it. Raises SignatureRefused."""
    # Not to be cancelled: the files are there, and the journal must say so.
    known = (public_key.content,)
    checks = tools.openpgp.verify_all(pairs, known_keys=known, made=signed, progress=Silent())
    good = (check.verdict == "good" and [s.fingerprint for s in check.signers] for check in checks)
    if any(signers != [sign_with] for signers in good):
        raise SignatureRefused(
            "A signature that was made is not good.",
            advice="Publish nothing of it. Check the key with `embargo doctor`, and export again elsewhere.",
        )


def warnings_of(key: KeyInfo, now: datetime) -> tuple[str, ...]:
    """What a person should know of the key that signed."""
    if key.expires is None or key.expires - now > EXPIRES_SOON:
        return ()
    return (
        f"The signing key expires on {key.expires:%Y-%m-%d}: extend it before readers meet an expired one.",
    )
