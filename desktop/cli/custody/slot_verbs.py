"""slots: the ways to open the vault, shown, reviewed, added and removed."""

import argparse
from collections.abc import Sequence

import msgspec

from desktop.cli.output import print_json, print_text, say, table, when
from desktop.cli.program import Program
from desktop.cli.secret_input import read_new_secret
from desktop.cli.session import open_desk, vault_directory
from desktop.cli.streams import require_output
from desktop.domain.failures import Exit, WriteFailed
from desktop.workflows.custody.local_custody import require_strong
from desktop.workflows.custody.review_access import review_access
from desktop.workflows.keeping_ports import SlotInfo

_CODE_LOST = "A recovery code that was not shown is lost: remove its slot and add another."


def slots(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts; without one the slots are shown, which needs no secret."""
    acts = {None: _show, "add": _add, "remove": _remove, "review": _review}
    return acts[parsed.slots_act](parsed, program)


def _show(parsed: argparse.Namespace, program: Program) -> int:
    _print(program.custody.slots(str(vault_directory(parsed, program))), as_json=parsed.json)
    return Exit.DONE


def _review(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        found = review_access(desk, parsed.note)
    if parsed.json:
        people = [{"name": one.name, "roles": one.roles_in_order} for one in found.people]
        print_json({"people": people, "slots": found.slots})
    else:
        if found.people:
            rows = [(one.name, ", ".join(one.roles_in_order) or "none") for one in found.people]
            print_text(table(rows, ("NAME", "ROLES")))
        _print(found.slots, as_json=False)
    say("The review of who can open the vault is recorded.")
    return Exit.DONE


def _print(found: Sequence[SlotInfo], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
    else:
        rows = [(s.slot_id, s.kind, when(s.made_at), s.label) for s in found]
        print_text(table(rows, ("SLOT", "KIND", "MADE", "LABEL")))


def _add(parsed: argparse.Namespace, program: Program) -> int:
    if parsed.kind == "recovery":
        require_output()
    with open_desk(parsed, program) as desk:
        secret = ""
        if parsed.kind == "passphrase":
            descriptor = parsed.new_passphrase_fd
            ask, option = not parsed.no_input, "--new-passphrase-fd"
            words = "New passphrase: "
            secret = read_new_secret(descriptor, words, ask=ask, of="for the new slot ", option=option)
            require_strong(secret)
        before = {slot.slot_id for slot in desk.vault.slots()}
        code = desk.vault.add_slot(parsed.kind, secret, author=desk.handler, now=desk.tools.now())
        (made,) = (slot for slot in desk.vault.slots() if slot.slot_id not in before)
    try:
        _show_added(made, code, as_json=parsed.json)
    except WriteFailed as failure:
        raise WriteFailed(
            failure.message,
            written=f"Slot {made.slot_id} ({made.label}) was added.",
            advice=_CODE_LOST if code else "",
        ) from failure
    return Exit.DONE


def _show_added(made: SlotInfo, code: str, *, as_json: bool) -> None:
    if as_json:
        print_json(msgspec.structs.asdict(made) | {"recovery_code": code}, must_arrive=bool(code))
        return
    if code:
        print_text(code, must_arrive=True)
        say("Write the recovery code down and keep it away from this machine.")
    say(f"Slot {made.slot_id} ({made.label}) added.")


def _remove(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        desk.vault.remove_slot(parsed.slot_id, author=desk.handler, now=desk.tools.now())
    if parsed.json:
        print_json({"removed": parsed.slot_id})
    else:
        say(f"Slot {parsed.slot_id} removed: what opened it opens the vault no more.")
    return Exit.DONE
