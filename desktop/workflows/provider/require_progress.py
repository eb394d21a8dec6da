"""A provider tree only ever goes on: no older revision, no clock set back, no second publisher."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.clocks.words import when
from desktop.domain.failures import RefusedByPolicy, WriteFailed
from desktop.formats.provider.listed import Listed
from desktop.workflows.provider.read_tree import Tree
from desktop.workflows.publication.review_case import Review


def require_newer(tree: Tree, incoming: Sequence[Listed], now: datetime) -> None:
    """Readers ask for what changed since: a time before the newest would never reach them.

    Raises RefusedByPolicy for a clock that was set back and for an older revision, WriteFailed for two
    advisories of one file name (§5.1 makes one of names that differ in case or signs only).
    """
    newest = max((one.current_release for one in tree.listed.values()), default=None)
    if newest is not None and newest.replace(microsecond=0) > now:
        raise RefusedByPolicy(
            f"The clock of this machine says {when(now)}, and the newest advisory of the tree is of "
            f"{when(newest)}.",
            advice="Set the clock right, then try again.",
        )
    there = {one.file_name: one for one in tree.listed.values()}
    for one in incoming:
        before = there.get(one.file_name)
        there[one.file_name] = one
        if before is None:
            continue
        if before.tracking_id != one.tracking_id:
            raise WriteFailed(
                f"{one.tracking_id} and {before.tracking_id} would have the same file name.",
                advice="Put one of them into another tree.",
            )
        if _number(one.version) <= _number(before.version):
            raise RefusedByPolicy(
                f"The tree holds revision {before.version} of {one.tracking_id} already; this would be "
                f"revision {one.version}.",
                advice="Work on in the vault that published the newer one, or restore its newest backup.",
            )


def require_one_publisher(tree: Tree, reviews: Sequence[Review]) -> None:
    """Raises RefusedByPolicy where a tree would tell of two publishers (§7.1.7 has place for one)."""
    names = {review.profile.policy.organisation for review in reviews}
    if tree.metadata is not None:
        names.add(tree.metadata.publisher.name)
    if len(names) > 1:
        raise RefusedByPolicy(
            f"A provider tree has one publisher, and these are several: {', '.join(sorted(names))}.",
            advice="Keep a folder for each of them.",
        )


def _number(version: str) -> tuple[int, ...]:
    """A version of a document, an integer or a semantic one (§3.1.11), as it is ordered."""
    plain = version.partition("+")[0].partition("-")[0]
    return tuple(int(part) if part.isdecimal() else 0 for part in plain.split("."))
