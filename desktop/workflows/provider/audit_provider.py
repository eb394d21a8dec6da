"""Check a whole provider tree: every hash and signature, every list, every document where it belongs."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from desktop.domain.failures import Failure, Unreadable
from desktop.domain.report import SignatureCheck
from desktop.formats.advisories.findings import Finding, errors_of
from desktop.formats.provider.checking import KEYS, SIGNATURES, check_beside, check_document
from desktop.formats.provider.checking_lists import check_lists, check_metadata, key_places
from desktop.formats.provider.head import tree_head
from desktop.formats.provider.places import BESIDE, LABELS, METADATA, is_feed
from desktop.workflows.ports import Progress, Tools
from desktop.workflows.provider.read_tree import Tree, content_at, read_tree

_STRANGE = "This is no file of a tree: a link leads out of it, and no list can name what nobody can write."
_AT_ONCE = 64
"""Documents whose signatures are checked together; so many are held in memory."""

Verified = frozenset[tuple[str, str]]
"""SHA-256 of documents and of their signatures that this very run judged and found good."""


class Audit(msgspec.Struct, frozen=True):
    """What was found in a tree."""

    documents: int
    head: str
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not errors_of(self.findings)


class _Signed(msgspec.Struct, frozen=True):
    place: str
    content: bytes
    signature: bytes


def audit_provider(
    tools: Tools,
    root: Path,
    *,
    keys: Sequence[bytes] = (),
    verified: Verified = frozenset(),
    progress: Progress,
) -> Audit:
    """Check the tree below this folder; nothing is changed.

    `keys` are public keys beside those of the tree. Raises Unreadable for what is no folder, TooLarge.
    """
    if not root.is_dir():
        raise Unreadable("There is no such folder.")
    tree = read_tree(tools.files, root)
    findings = [*_of_tree(tools, root, tree)]
    named, of_keys = _keys_of(tools, root, tree)
    known = (*named, *keys)
    findings += of_keys
    findings += _of_documents(tools, root, tree, known, verified, progress)
    return Audit(len(tree.listed), tree_head(tree.hashes), tuple(findings))


def _of_tree(tools: Tools, root: Path, tree: Tree) -> Iterator[Finding]:
    if tree.unfinished:
        message = "A change of this tree was cut short: `embargo provider DIR` finishes it."
        yield Finding("redo", "error", "", message)
    for place in tree.strange:
        yield Finding("7.1.11", "error", place, _STRANGE)
    documents = tuple(tree.listed.values())
    labels = [label for label in LABELS if any(one.label == label for one in documents)]
    base_url = tree.metadata.base_url if tree.metadata else ""
    for label in labels:
        of_label = [one for place, one in tree.listed.items() if place.startswith(f"{label.lower()}/")]
        yield from check_lists(label, of_label, partial(content_at, tools.files, root, tree), base_url)
    if tree.metadata is None:
        what = "cannot be read as CSAF 2.0 has it" if METADATA in tree.hashes else "is missing"
        yield Finding("7.1.7", "error", METADATA, f"The description of the provider {what}.")
    else:
        yield from check_metadata(tree.metadata, labels, documents)


def _keys_of(tools: Tools, root: Path, tree: Tree) -> tuple[list[bytes], list[Finding]]:
    """The keys that the tree names, and what is wrong with them."""
    known: list[bytes] = []
    findings: list[Finding] = []
    for fingerprint, place in key_places(tree.metadata).items() if tree.metadata else ():
        content = content_at(tools.files, root, tree, place)
        if content is None:
            findings.append(Finding(KEYS, "error", place, "A key that signs the documents is missing."))
            continue
        try:
            holds = {key.fingerprint for key in tools.openpgp.read_keys(content)}
        except Failure as failure:
            findings.append(Finding(KEYS, "error", place, failure.message))
            continue
        if fingerprint not in holds:
            findings.append(Finding(KEYS, "error", place, "The file holds another key than it is named for."))
        known.append(content)
    return known, findings


def _of_documents(
    tools: Tools, root: Path, tree: Tree, keys: Sequence[bytes], verified: Verified, progress: Progress
) -> Iterator[Finding]:
    allowed = {info.fingerprint for key in keys for info in tools.openpgp.read_keys(key)}
    waiting: list[_Signed] = []
    places = [place for place in tree.hashes if _is_document(place)]
    for number, place in enumerate(places):
        progress.step("Checking the tree", number, len(places))
        content = content_at(tools.files, root, tree, place)
        if content is None:
            yield Finding("7.1.1", "error", place, "The document cannot be read.")
            continue
        signature = content_at(tools.files, root, tree, f"{place}.asc")
        known = signature is not None and (_digest(content), _digest(signature)) in verified
        yield from check_document(place, content, judged=known)
        beside = {suffix: content_at(tools.files, root, tree, place + suffix) for suffix in BESIDE}
        yield from check_beside(place, content, beside)
        if signature is not None and not known:
            waiting.append(_Signed(place, content, signature))
        if len(waiting) == _AT_ONCE:
            yield from _of_signatures(tools, waiting, keys, allowed, progress)
            waiting.clear()
    yield from _of_signatures(tools, waiting, keys, allowed, progress)


def _of_signatures(
    tools: Tools, signed: Sequence[_Signed], keys: Sequence[bytes], allowed: set[str], progress: Progress
) -> Iterator[Finding]:
    pairs = tuple((one.content, one.signature) for one in signed)
    checks = tools.openpgp.verify_all(pairs, known_keys=keys, progress=progress) if pairs else ()
    for one, check in zip(signed, checks, strict=True):
        yield from check_signature(SIGNATURES, f"{one.place}.asc", check, allowed)


def check_signature(test: str, place: str, check: SignatureCheck, allowed: set[str]) -> Iterator[Finding]:
    """That a signature is good, and by one of these keys."""
    if check.verdict != "good":
        reasons = " ".join(dict.fromkeys(signer.reason for signer in check.signers))
        yield Finding(test, "error", place, reasons or "There is no signature in it.")
    elif not allowed.issuperset(signer.fingerprint for signer in check.signers):
        yield Finding(test, "error", place, "The signature is good, but by another key than is published.")


def _is_document(place: str) -> bool:
    return place.endswith(".json") and place != METADATA and not is_feed(place)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
