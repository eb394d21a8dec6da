"""The words for where a fix stands, and for what was recorded of it."""

import re
from collections.abc import Collection, Iterator

from PySide6.QtCore import QCoreApplication

from desktop.domain.events import BranchReleased, FixPrepared, FixReviewed, FixTested
from desktop.domain.fixing.records import BranchRecord, FixState
from desktop.ui.look.version_words import justification_words
from desktop.ui.look.wording import Chip

_ID = re.compile(r"[0-9a-fA-F]{13,64}")
_SHOWN = 12
"""Digits of an id that tell it from others."""


def fix_chip(state: FixState, proofs_wanted: Collection[str] = ()) -> Chip:
    """Where the fix of a branch stands; one that came out without a test or a review says so."""
    translate = QCoreApplication.translate
    if "untested" in proofs_wanted:
        return Chip(translate("Fixing", "released, untested"), "warn")
    if proofs_wanted:
        return Chip(translate("Fixing", "released, unreviewed"), "warn")
    return {
        "not-started": Chip(translate("Fixing", "not started"), "muted"),
        "in-work": Chip(translate("Fixing", "in work"), "accent"),
        "ready": Chip(translate("Fixing", "ready"), "good"),
        "released": Chip(translate("Fixing", "released"), "good"),
        "not-needed": Chip(translate("Fixing", "needs no fix"), "muted"),
        "taken-back": Chip(translate("Fixing", "taken back"), "bad"),
    }[state]


def exempt_words() -> dict[str, str]:
    """Why a branch needs no fix: as versions are not affected, or otherwise."""
    other = QCoreApplication.translate("Fixing", "Not affected for another reason")
    return {**justification_words(), "branch-not-affected": other}


def record_words(record: BranchRecord) -> str:
    """What was recorded of a branch, in one line."""
    return "; ".join(part.rstrip(". ") for part in _parts(record))


def _parts(record: BranchRecord) -> Iterator[str]:
    translate = QCoreApplication.translate
    if record.exempted is not None:
        yield exempt_words()[record.exempted.why]
        yield record.exempted.ground
    elif record.reverted is not None:
        was = record.prepared.fixed_in if record.prepared is not None else ""
        words = translate("Fixing", "{version} was taken back: {reason}")
        yield words.format(version=was, reason=record.reverted.reason)
    elif record.fix is not None:
        yield translate("Fixing", "fixed in {version}").format(version=record.version)
        yield from _fix_words(record.fix, record.owner)
        yield from _proof_words(record)


def short_commit(written: str) -> str:
    """A commit as it is told from others: an id by its first digits, a name whole."""
    return written[:_SHOWN] if _ID.fullmatch(written) else written


def _fix_words(fix: FixPrepared, owner: str) -> Iterator[str]:
    translate = QCoreApplication.translate
    if fix.commit:
        yield translate("Fixing", "commit {id}").format(id=short_commit(fix.commit))
    if fix.patch_sha256:
        yield translate("Fixing", "patch {id}").format(id=fix.patch_sha256[:_SHOWN])
    if fix.covers:
        yield translate("Fixing", "also for {names}").format(names=", ".join(fix.covers))
    if owner:
        yield translate("Fixing", "by {owner}").format(owner=owner)


def _proof_words(record: BranchRecord) -> Iterator[str]:
    if record.test is not None:
        yield _test_words(record.test)
    if record.review is not None:
        yield _review_words(record.review)
    if record.released is not None:
        yield _release_words(record.released)


def _test_words(test: FixTested) -> str:
    translate = QCoreApplication.translate
    passed, failed = translate("Fixing", "test passed: {ran}"), translate("Fixing", "test failed: {ran}")
    return (passed if test.outcome == "passed" else failed).format(ran=test.ran)


def _review_words(review: FixReviewed) -> str:
    translate = QCoreApplication.translate
    if review.verdict == "approved":
        return translate("Fixing", "approved by {reviewer}").format(reviewer=review.reviewer)
    words = translate("Fixing", "{reviewer} asks for changes: {note}")
    return words.format(reviewer=review.reviewer, note=review.note)


def _release_words(released: BranchReleased) -> str:
    translate = QCoreApplication.translate
    plain, alone = translate("Fixing", "out on {day}"), translate("Fixing", "out on {day}, out of band")
    return (alone if released.out_of_band else plain).format(day=released.released_on)
