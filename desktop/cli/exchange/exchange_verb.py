"""exchange: a case goes to another handler's vault, or comes from it; what both decided apart is shown."""

import argparse
from pathlib import Path

import msgspec

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.clocks.words import counted
from desktop.domain.event import Recorded
from desktop.domain.events import BundleReceived, BundleSent
from desktop.domain.exchange.bundle import TakenIn
from desktop.domain.failures import Exit, KeyMissing, Usage
from desktop.domain.parties.fingerprints import as_written, grouped
from desktop.workflows.correspondence.take_key import KEY_LIMIT
from desktop.workflows.exchange.peers import Peer, peer_by_fingerprint, peer_by_key
from desktop.workflows.exchange.receive_bundle import OpenedBundle, open_bundle, receive_bundle
from desktop.workflows.exchange.send_bundle import SentBundle, proposed_name, send_bundle
from desktop.workflows.ports import Desk


def exchange(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of its acts."""
    acts = {"send": _send, "receive": _receive, "list": _list}
    return acts[parsed.exchange_act](parsed, program)


def _send(parsed: argparse.Namespace, program: Program) -> int:
    progress = ProgressBar()
    with open_desk(parsed, program) as desk:
        sent = send_bundle(
            desk,
            case_id_of(parsed.case),
            _peer(desk, parsed),
            (parsed.out or Path(proposed_name(desk))).absolute(),
            permission=parsed.allowed_by,
            sign_with=as_written(parsed.sign),
            progress=progress,
        )
    progress.finish()
    if parsed.json:
        told = msgspec.structs.asdict(sent)
        print_json({"file": shown_path(told.pop("path")), **told})
        return Exit.DONE
    print_text(shown_path(sent.path))
    say(
        f"It holds {_content(sent)} of the case, and the headers of {counted(sent.entries, 'entry')}, which "
        f"name no case. Only {grouped(sent.to)} can open it."
    )
    return Exit.DONE


def _peer(desk: Desk, parsed: argparse.Namespace) -> Peer:
    """The handler whose fingerprint was given. Raises KeyMissing when the file holds another key."""
    if parsed.key is None:
        return peer_by_fingerprint(desk, parsed.to)
    peer = peer_by_key(desk, desk.tools.files.read(parsed.key, limit=KEY_LIMIT))
    if peer.key.fingerprint != as_written(parsed.to):
        raise KeyMissing(
            f"The file holds another key: {grouped(peer.key.fingerprint)}.",
            advice="Compare the fingerprint with the handler over another channel.",
        )
    return peer


def _receive(parsed: argparse.Namespace, program: Program) -> int:
    progress = ProgressBar()
    with open_desk(parsed, program) as desk:
        key = desk.tools.files.read(parsed.key, limit=KEY_LIMIT) if parsed.key is not None else b""
        opened = open_bundle(desk, parsed.file.absolute(), key=key, progress=progress)
        taken = receive_bundle(desk, opened, confirmed=parsed.sender, progress=progress)
    progress.finish()
    if parsed.json:
        signed = {"from": opened.signer.fingerprint, "nothing_new": taken.nothing_new}
        print_json(msgspec.structs.asdict(taken) | signed)
    else:
        _tell(opened, taken)
    return Exit.DONE


def _tell(opened: OpenedBundle, taken: TakenIn) -> None:
    if taken.nothing_new:
        say(f"The bundle holds nothing new of {taken.case_id}. Nothing was written.")
        return
    print_text(taken.case_id)
    how = "The case is new here" if taken.opened else "The case was here already"
    key = grouped(opened.signer.fingerprint)
    say(f"{how}: {_content(taken)} came from {key}.")
    if taken.authors:
        say(f"By that vault's word they were written by {', '.join(taken.authors)}.")
    say(f"What you both decided apart, if anything: `embargo show {taken.case_id}`.")


def _content(moved: SentBundle | TakenIn) -> str:
    """Messages are kept as they came and as they were read: more files than `attachment list` shows."""
    files = f"{counted(moved.files, 'file')} (messages, evidence, policies)"
    return f"{counted(moved.events, 'event')} and {files}"


def _list(parsed: argparse.Namespace, program: Program) -> int:
    wanted = case_id_of(parsed.case) if parsed.case else ""
    with open_desk(parsed, program, read_only=True) as desk:
        found = [
            recorded
            for recorded in desk.vault.vault_history()
            if isinstance(recorded.event, BundleSent | BundleReceived)
            and wanted in ("", recorded.event.case_id)
        ]
    if parsed.json:
        print_json([_values(recorded) for recorded in found])
    elif not found:
        say("No bundle was sent or received.")
    else:
        print_text(table([_row(recorded) for recorded in found], ("WHEN", "WHAT", "CASE", "KEY", "BY")))
    return Exit.DONE


def _row(recorded: Recorded) -> tuple[str, ...]:
    match recorded.event:
        case BundleSent(case_id=case_id, to=key):
            what = "sent to"
        case BundleReceived(case_id=case_id, sender=key):
            what = "received from"
        case _:
            raise Usage("This is no bundle.")
    return when(recorded.recorded_at), what, case_id, key, recorded.author


def _values(recorded: Recorded) -> dict[str, object]:
    at = {"event": recorded.event.kind, "at": recorded.recorded_at, "author": recorded.author}
    return at | msgspec.structs.asdict(recorded.event)
