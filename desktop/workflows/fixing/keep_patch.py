"""Keep a patch with the case: looked at first, then stored as evidence by its hash."""

import re
from pathlib import Path

import msgspec

from desktop.domain.failures import TooLarge, Unreadable
from desktop.workflows.investigation.add_evidence import add_evidence
from desktop.workflows.ports import Desk, Progress

PATCH_LIMIT = 32 * 1024 * 1024
"""The largest patch, in bytes."""
_HEADERS = re.compile(rb"^(?:diff --git |Index: |--- [^\r\n]+\r?\n\+\+\+ )", re.MULTILINE)
_HUNK = re.compile(
    rb"^(?:@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@|GIT binary patch|rename from |old mode |deleted file )",
    re.MULTILINE,
)
"""What a unified diff or one of git has in every change (git-diff(1), diffutils)."""


class Kept(msgspec.Struct, frozen=True):
    """A file of the case, by its hash and by what it was called."""

    sha256: str
    name: str


def keep_patch(desk: Desk, case_id: str, path: Path, *, progress: Progress) -> Kept:
    """Store a patch as evidence, unless this very file is there already.

    Raises NoSuchCase, RefusedByPolicy for a closed case, Unreadable for what is no patch, TooLarge,
    WriteFailed, Cancelled.
    """
    content = _read(desk, path)
    if not (_HEADERS.search(content) and _HUNK.search(content)):
        raise Unreadable(
            "The file is no patch: it holds no change that git or diff would write.",
            advice="Make one with `git format-patch` or `diff -u`, or add this file as evidence.",
        )
    return _keep(desk, case_id, path, "A patch.", progress)


def keep_proof(desk: Desk, case_id: str, path: Path, *, progress: Progress) -> Kept:
    """Store what a test said as evidence; any file will do. Raises what `add_evidence` raises."""
    return _keep(desk, case_id, path, "What a test of the fix said.", progress)


def _read(desk: Desk, path: Path) -> bytes:
    try:
        content = desk.tools.files.read(path, limit=PATCH_LIMIT)
    except TooLarge as error:
        raise TooLarge(
            f"The file is larger than {PATCH_LIMIT // 1024**2} MiB.",
            advice="Name the commit instead, or add the file as evidence.",
        ) from error
    if not content:
        raise Unreadable("The file is empty.", advice="Check that it was saved, then choose it again.")
    return content


def _keep(desk: Desk, case_id: str, path: Path, note: str, progress: Progress) -> Kept:
    added = add_evidence(desk, case_id, path, note, progress=progress)
    return Kept(added.sha256, added.path.name)
