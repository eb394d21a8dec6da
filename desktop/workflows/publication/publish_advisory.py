"""Sign an advisory and let it out through the gate: cleared, signed, written, read back, recorded.

Nothing is signed that the gate did not clear: a signature under a refused advisory should never exist.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.domain.advisories.advisory import FormName
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.clear_documents import through_the_gate
from desktop.workflows.publication.compare_advisories import require_agreement
from desktop.workflows.publication.record_release import exported, record, started
from desktop.workflows.publication.review_case import Review, review_case
from desktop.workflows.publication.sign_documents import (
    public_key_of,
    sign_all,
    verify_all,
    warnings_of,
)
from desktop.workflows.publication.write_cleared import is_there, require_free, require_room
from desktop.workflows.publication.write_documents import Document, write_documents
from desktop.workflows.publication.write_releases import Written, naming, write_one, write_releases


class Published(msgspec.Struct, frozen=True):
    """What was written, in order, and what a person should know."""

    files: tuple[Written, ...]
    revision: str
    warnings: tuple[str, ...] = ()


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
    releases, signed = sign_all(desk.tools, documents, cleared, sign_with, progress)
    files = [file for release in releases for file in release.files]
    require_free(out, [file.file_name for file in files])
    require_room(desk.tools.files, out, files)
    key_is_there = is_there(desk.tools.files, out / public_key.file_name, public_key)
    progress.step("Writing the files", 2, 3)
    desk.tools.files.make_folder(out)
    record(desk, review, [started(release) for release in releases], revision=review.case.revision)
    written: list[Written] = []
    with naming(desk.tools.files, out, written):
        pairs = write_releases(desk.tools.files, out, releases, written)
        verify_all(desk.tools, pairs, public_key, signed, sign_with)
        if not key_is_there:
            write_one(desk.tools.files, out, public_key, written)
        record(desk, review, [exported(release, sign_with, review) for release in releases])
    warnings = warnings_of(signed.key, review.now)
    if key_is_there:
        warnings = (*warnings, f"{public_key.file_name} was there already, the same; it was left alone.")
    return Published(tuple(written), review.facts.revisions[-1].number, warnings)
