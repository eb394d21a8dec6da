"""Put advisories into a CSAF provider tree: cleared, signed, written in one change, and the whole checked.

A later revision takes the place of the earlier one, as the standard has it; the document tells its history,
and the journal keeps the hash of everything that ever left.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import Usage
from desktop.formats.advisories.findings import Finding
from desktop.formats.provider.listed import read_listed
from desktop.formats.provider.metadata import require_base_url
from desktop.workflows.ports import Desk, Progress, Signed
from desktop.workflows.provider.audit_provider import Verified, audit_provider
from desktop.workflows.provider.compose_tree import Incoming, compose_tree
from desktop.workflows.provider.read_tree import Tree, read_tree
from desktop.workflows.provider.record_finished import record_finished
from desktop.workflows.provider.redo import change_tree, finish_change
from desktop.workflows.provider.require_progress import require_newer, require_one_publisher
from desktop.workflows.publication.clear_documents import through_the_gate
from desktop.workflows.publication.compare_advisories import require_agreement
from desktop.workflows.publication.kept_back import KeptBack
from desktop.workflows.publication.record_release import exported, record_together, started
from desktop.workflows.publication.review_case import Review, review_case
from desktop.workflows.publication.sign_documents import (
    public_key_of,
    sign_all,
    verify_all,
    warnings_of,
)
from desktop.workflows.publication.write_documents import Document, write_documents


class Extended(msgspec.Struct, frozen=True):
    """What became of a tree; `files` are the places that are new or other than before."""

    documents: int
    head: str
    files: tuple[e.TreeFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    finished: bool = False
    """Whether a change that was cut short was finished first."""


class _Written(msgspec.Struct, frozen=True):
    review: Review
    documents: tuple[Document, ...]


def extend_provider(
    desk: Desk,
    root: Path,
    case_ids: Sequence[str],
    *,
    sign_with: str,
    base_url: str = "",
    progress: Progress,
) -> Extended:
    """Put the advisories of these cases into the tree; without cases only what was cut short is finished.

    `base_url` is where the tree will be served, once; afterwards the tree itself says it. Raises
    RefusedByPolicy with every reason of the gate, InvalidDocument, KeyMissing, the failures of signing,
    Usage, and WriteFailed, after which the tree is whole: as before, or finished the next time.
    """
    signer = "".join(sign_with.split()).upper()
    if not root.exists():
        return _extend(desk, root, case_ids, signer, base_url, progress)
    with desk.tools.files.held(root):
        finished = _finish(desk, root, progress)
        if not case_ids:
            if finished is None:
                raise Usage(
                    "No case was named, and nothing waits to be finished here.", advice="Name cases: --case."
                )
            return finished
        extended = _extend(desk, root, case_ids, signer, base_url, progress)
        return msgspec.structs.replace(extended, finished=finished is not None)


def _finish(desk: Desk, root: Path, progress: Progress) -> Extended | None:
    """Finish what was cut short, if anything was, and record what left by that."""
    note = finish_change(desk.tools.files, root)
    if note is None:
        return None
    tree = read_tree(desk.tools.files, root)
    placed = record_finished(desk, tree, note)
    audit = audit_provider(desk.tools, root, progress=progress)
    url = tree.metadata.base_url if tree.metadata else ""
    _journal(desk, e.ProviderExtended(url, audit.head, placed))
    return Extended(audit.documents, audit.head, placed, audit.findings, finished=True)


def _extend(
    desk: Desk, root: Path, case_ids: Sequence[str], sign_with: str, base_url: str, progress: Progress
) -> Extended:
    if not case_ids:
        raise Usage("No case was named.", advice="Name cases whose advisories go into the tree: --case.")
    tree = read_tree(desk.tools.files, root)
    url = _url_of(tree, base_url)
    written = _write_all(desk, case_ids)
    require_one_publisher(tree, [one.review for one in written])
    require_newer(tree, [read_listed(d.content) for one in written for d in one.documents], desk.tools.now())
    incoming, made = _sign(desk, written, sign_with, progress)
    public_key = public_key_of(desk.tools, sign_with)
    signed = [(one.release.document.content, one.release.signature.content) for one in incoming]
    verify_all(desk.tools, signed, public_key, made, sign_with)
    change = compose_tree(tree, incoming, public_key, url, written[0].review.profile)
    leaving = [(one.review, coming.release) for one, coming in zip(written, incoming, strict=True)]
    record_together(desk, [(review, started(release)) for review, release in leaving], unchanged=True)
    change_tree(desk.tools.files, root, change, progress)
    left = [(review, exported(release, sign_with, review)) for review, release in leaving]
    record_together(desk, left, unchanged=False)
    placed = tuple(e.TreeFile(place, cleared.sha256) for place, cleared in change.files)
    audit = audit_provider(desk.tools, root, verified=_verified(incoming), progress=progress)
    _journal(desk, e.ProviderExtended(url, audit.head, placed))
    warnings = warnings_of(made.key, desk.tools.now())
    return Extended(audit.documents, audit.head, placed, audit.findings, warnings)


def _url_of(tree: Tree, given: str) -> str:
    """Where the tree is served. Raises Usage where nobody says it, or two say different."""
    known = tree.metadata.base_url if tree.metadata else ""
    if not (given or known):
        raise Usage(
            "Nothing says yet where the tree will be served.",
            advice="Give its address once: --base-url https://…",
        )
    url = require_base_url(given or known)
    if known and url != known:
        raise Usage(
            f"The tree says that it is served at {known}, not at {url}.",
            advice="Leave --base-url out, or write into an empty folder.",
        )
    return url


def _write_all(desk: Desk, case_ids: Sequence[str]) -> list[_Written]:
    """The CSAF documents of the cases, in order."""
    kept = KeptBack(desk)
    reviews = [review_case(desk, case_id, kept=kept) for case_id in dict.fromkeys(case_ids)]
    return [_Written(review, write_documents(review, ("csaf",))) for review in reviews]


def _sign(
    desk: Desk, written: Sequence[_Written], sign_with: str, progress: Progress
) -> tuple[list[Incoming], Signed]:
    """Through the gate first, all of them, and compared with their cases; then signed together."""
    cleared = [through_the_gate(desk, one.review, one.documents) for one in written]
    for one in written:
        require_agreement(one.review.facts, one.documents)
    releases, made = sign_all(
        desk.tools,
        [document for one in written for document in one.documents],
        [passed for group in cleared for passed in group],
        sign_with,
        progress,
    )
    return [Incoming(release, read_listed(release.document.content)) for release in releases], made


def _verified(incoming: Sequence[Incoming]) -> Verified:
    """What was signed and found good before it was written."""
    return frozenset(
        (coming.release.document.sha256, sha256(coming.release.signature.content)) for coming in incoming
    )


def _journal(desk: Desk, extended: e.ProviderExtended) -> None:
    now = desk.tools.now()
    desk.vault.append(None, [Draft(extended, now)], author=desk.handler, now=now)
