"""Files in quarantine and tries to reproduce, as the command line shows them."""

from collections.abc import Sequence

from desktop.cli.output import table
from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.assessing.reproduction import tries_in
from desktop.domain.event import Recorded
from desktop.domain.events import ReproductionTried

_HASH_DIGITS = 16


def file_values(file: KeptFile) -> dict[str, object]:
    """One file with the keys that scripts rely on."""
    return {
        "name": file.name.raw,
        "shown_name": file.shown_name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "message": file.message or None,
        "note": file.note,
        "added_at": file.added_at,
        "added_by": file.added_by or None,
    }


def try_values(history: Sequence[Recorded]) -> list[dict[str, object]]:
    """The tries to reproduce, the latest first."""
    tries = [(r, r.event) for r in tries_in(history) if isinstance(r.event, ReproductionTried)]
    return [
        {
            "id": recorded.id,
            "at": recorded.occurred_at,
            "by": recorded.author,
            "outcome": tried.outcome,
            "product": tried.product,
            "version": tried.version,
            "environment": tried.environment,
            "steps": tried.steps,
            "poc": tried.poc or None,
        }
        for recorded, tried in tries
    ]


def files_table(files: Sequence[KeptFile]) -> str:
    """The files; so much of a hash as names one."""
    rows = [
        (
            f"message {file.message}" if file.message else file.added_by,
            str(file.size),
            file.media_type,
            file.sha256[:_HASH_DIGITS],
            file.shown_name,
            " ".join(file.note.split()),
        )
        for file in files
    ]
    return table(rows, ("FROM", "BYTES", "TYPE", "SHA-256", "NAME", "NOTE"))
