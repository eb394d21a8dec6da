"""Let a file out of quarantine: through the gate, journalled, streamed to a new private file, read back.

Whoever looks at it outside does so at their own risk: what was a stranger's file in an encrypted vault is one
on a disk then.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.event import Draft
from desktop.domain.events import AttachmentReleased
from desktop.domain.failures import Failure, VaultDamaged, WriteFailed
from desktop.domain.fold import fold
from desktop.domain.leaving.attachments import AttachmentCandidate
from desktop.domain.leaving.cleared import ClearedFile
from desktop.domain.leaving.gate import clear_attachment
from desktop.domain.leaving.labels import is_whole, labelled
from desktop.workflows.attachments.find_attachment import attachments_of
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.write_cleared import require_free, write_cleared_file

_PIECE_BYTES = 1024 * 1024
_VAULT_FILES = ("slots.json", "vault.db")
"""By what the folder of a vault is known."""
_JOURNALLED = "The journal says that it was to be let out; no file was left behind."


def release_attachment(
    desk: Desk, case_id: str, sha256: str, folder: Path, reason: str, *, progress: Progress
) -> Path:
    """Write the file of this hash to a folder, made if need be, under a neutral name; returns its path.

    Raises NoSuchCase, RefusedByPolicy with the gate's reasons, WriteFailed also for a folder of a vault or a
    name that is taken, VaultDamaged, Cancelled.
    """
    case = fold(desk.vault.history(case_id))
    restricted = is_whole(case) or sha256 in labelled(case, "file")
    candidate = AttachmentCandidate(sha256, reason, restricted)
    outcome = clear_attachment(candidate, attachments_of(desk, case_id))
    refused, advice = (
        "The file stays in quarantine.",
        f"`embargo attachment list {case_id}` shows what the case keeps.",
    )
    cleared = require_cleared(desk, outcome, "attachment", refused, case_id=case_id, advice=advice)
    _require_outside(folder)
    for place in (folder.parent, folder):
        desk.tools.files.make_folder(place)
    require_free(folder, [cleared.file_name])
    path = folder / cleared.file_name
    event = AttachmentReleased(sha256, reason.strip(), cleared.file_name)
    now = desk.tools.now()
    desk.vault.append(case_id, [Draft(event, now)], author=desk.handler, now=now)
    try:
        write_cleared_file(desk.tools.files, path, cleared, _pieces(desk, cleared, progress), progress)
    except Failure as failure:
        failure.written = _JOURNALLED if failure.written == Failure("").written else failure.written
        raise
    return path


def _pieces(desk: Desk, cleared: ClearedFile, progress: Progress) -> Iterator[bytes]:
    """The bytes of the vault, never held whole; the last is given out only when all are what was stored."""
    digest, place = hashlib.sha256(), 0
    while place < cleared.size:
        progress.step("Writing the file", place // _PIECE_BYTES, _mib(cleared.size))
        piece = desk.vault.blob_range(cleared.sha256, place, _PIECE_BYTES)
        if not piece:
            break
        digest.update(piece)
        place += len(piece)
        yield piece
    if digest.hexdigest() != cleared.sha256:
        raise VaultDamaged("A file in the vault is not what was stored.")


def _mib(size: int) -> int:
    return size // _PIECE_BYTES


def _require_outside(folder: Path) -> None:
    """Nothing of a case is put beside the vault, where it would be copied and moved together with it."""
    try:
        place = folder.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, or no path at all
        raise WriteFailed("There can be no such folder.") from error
    for above in (place, *place.parents):
        if all((above / name).exists() for name in _VAULT_FILES):
            raise WriteFailed(
                "This folder is in a vault.",
                advice="Choose a folder outside: the vault keeps the file anyway.",
            )
