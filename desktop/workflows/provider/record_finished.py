"""Record what left when a change that was cut short was finished: the journal lacks its end until then."""

from collections.abc import Iterator

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import NoSuchCase
from desktop.domain.fold import fold
from desktop.domain.stages import is_correcting, is_holding
from desktop.formats.provider.listed import Listed
from desktop.formats.provider.redo_note import Move, Note
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.ports import Desk
from desktop.workflows.provider.read_tree import Tree


def record_finished(desk: Desk, tree: Tree, note: Note) -> tuple[e.TreeFile, ...]:
    """Record each advisory of this vault that the note put into the tree as exported; returns all files.

    What another vault began is left for that one to record.
    """
    for move in note.moves:
        listed = tree.listed.get(move.place)
        if listed is None:
            continue
        signature = next((m.sha256 for m in note.moves if m.place == f"{move.place}.asc"), "")
        for exported in _unrecorded(desk, listed, move, signature):
            desk.vault.append(
                listed.tracking_id,
                [Draft(exported, listed.current_release)],
                author=desk.handler,
                now=desk.tools.now(),
            )
    return tuple(e.TreeFile(move.place, move.sha256) for move in note.moves)


def _unrecorded(desk: Desk, listed: Listed, move: Move, signature: str) -> Iterator[e.AdvisoryExported]:
    """The export that was started with these very bytes and is not recorded as done."""
    try:
        history = desk.vault.history(listed.tracking_id)
    except NoSuchCase:
        return
    done = {r.event.sha256 for r in history if isinstance(r.event, e.AdvisoryExported)}
    started = [r.event for r in history if isinstance(r.event, e.ReleaseStarted)]
    mine = [one for one in started if one.sha256 == move.sha256 and one.sha256 not in done]
    if not mine:
        return
    case = fold(history)
    profile = pinned_profile(desk.vault, case)
    yield e.AdvisoryExported(
        format=mine[-1].format,
        file_name=mine[-1].file_name,
        sha256=move.sha256,
        signature_sha256=signature,
        holding=is_holding(case, profile),
        changed=listed.changed,
        correcting=is_correcting(case, profile),
    )
