"""Take in what another handler sent of a case: proved by its signature and this vault, or refused whole."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop.domain.exchange.bundle import Manifest, TakenIn
from desktop.domain.failures import BundleRefused, KeyMissing, SignatureRefused
from desktop.domain.parties.fingerprints import as_written, grouped
from desktop.domain.report import Signer
from desktop.formats.exchange.manifest import read_manifest
from desktop.formats.exchange.sealed import messages
from desktop.workflows.exchange.peers import keys_at_hand, known_peers
from desktop.workflows.ports import Desk, Progress

_CHUNK_BYTES = 1024 * 1024


class OpenedBundle(msgspec.Struct, frozen=True):
    """What a bundle says of itself, and whose signature proves it."""

    path: Path
    manifest: Manifest
    signer: Signer
    key: bytes
    """The public key that the signature was checked with."""
    known: bool
    """Whether a bundle went to this key or came from it before."""


def open_bundle(desk: Desk, path: Path, *, key: bytes = b"", progress: Progress) -> OpenedBundle:
    """Open the first message alone; nothing is taken in. `key` is the sender's, if nobody has it here.

    Raises Unreadable, BundleRefused, TooLarge, NoKey, SignatureRefused, KeyMissing, and gpg's failures.
    """
    progress.step("Opening the bundle")
    first = next(_messages(desk, path), b"")
    if not first:
        raise BundleRefused("The file is empty.")
    known_keys = [*keys_at_hand(desk), *([key] if key else [])]
    opened = desk.tools.openpgp.open(first, known_keys=known_keys, progress=progress)
    signer = _only_signer(opened.signature.verdict, opened.signature.signers)
    manifest = read_manifest(opened.plaintext)
    if manifest.to not in {own.fingerprint for own in desk.tools.openpgp.secret_keys()}:
        raise BundleRefused("The bundle was made for somebody else, and passed on to you.")
    known = signer.fingerprint in known_peers(desk)
    return OpenedBundle(path, manifest, signer, _key_of(desk, signer, key), known)


def receive_bundle(desk: Desk, opened: OpenedBundle, *, confirmed: str = "", progress: Progress) -> TakenIn:
    """Take in what is new. The first bundle of a key wants its fingerprint `confirmed`.

    Raises SignatureRefused without that, BundleRefused, and what opening the parts raises; nothing is
    written then.
    """
    fingerprint = opened.signer.fingerprint
    if confirmed and as_written(confirmed) != fingerprint:
        raise SignatureRefused(
            f"The bundle is signed by another key: {grouped(fingerprint)}.",
            advice="Compare with the sender over another channel before you take anything in.",
        )
    if not confirmed and not opened.known:
        raise SignatureRefused(
            f"Nothing went to this key or came from it before: {grouped(fingerprint)}.",
            advice=f"Compare it with the sender over another channel, then name it: --from {fingerprint}.",
        )
    now = desk.tools.now()
    return desk.vault.take_in(
        opened.manifest,
        _parts(desk, opened.path, progress),
        sender=fingerprint,
        key=opened.key,
        author=desk.handler,
        now=now,
    )


def _messages(desk: Desk, path: Path) -> Iterator[bytes]:
    return messages(chunk for chunk, _ in desk.tools.files.chunks(path, count=_CHUNK_BYTES, links=False))


def _parts(desk: Desk, path: Path, progress: Progress) -> Iterator[bytes]:
    """What stands behind the manifest, decrypted; the manifest proves it."""
    for number, message in enumerate(_messages(desk, path)):
        if number:
            progress.step("Checking the bundle", number)
            yield desk.tools.openpgp.open(message, progress=progress).plaintext


def _only_signer(verdict: str, signers: tuple[Signer, ...]) -> Signer:
    if len(signers) != 1:
        raise SignatureRefused("The bundle is not signed by one handler.", advice="Take nothing of it in.")
    (signer,) = signers
    if signer.state == "unknown-key":
        raise KeyMissing(
            f"The key that signed it is not at hand: {grouped(signer.fingerprint)}.",
            advice="Ask the sender for their public key, compare it, and name its file: --key FILE.",
        )
    if verdict != "good":
        raise SignatureRefused(f"The signature is not good. {signer.reason}", advice="Take nothing of it in.")
    return signer


def _key_of(desk: Desk, signer: Signer, key: bytes) -> bytes:
    """The public key to keep, from wherever it was found."""
    if sha256 := known_peers(desk).get(signer.fingerprint):
        return desk.vault.blob(sha256)
    infos = desk.tools.openpgp.read_keys(key) if key else ()
    if [info.fingerprint for info in infos] == [signer.fingerprint]:
        return key
    return desk.tools.openpgp.public_key(signer.fingerprint)
