"""slots: the ways to open the vault, shown, reviewed, added, proved, replaced and removed."""

import argparse
from collections.abc import Sequence

import msgspec

from desktop.cli.custody.recovery_output import print_code, said_lost
from desktop.cli.output import print_json, print_text, say, table, when
from desktop.cli.program import Program
from desktop.cli.secret_input import read_new_secret, read_secret
from desktop.cli.session import open_desk, open_tools, vault_directory
from desktop.cli.streams import require_output
from desktop.domain.failures import Exit
from desktop.domain.parties.fingerprints import tail
from desktop.workflows.custody.local_custody import require_strong
from desktop.workflows.custody.read_key_file import read_key_file
from desktop.workflows.custody.review_access import review_access
from desktop.workflows.ports import Desk
from desktop.workflows.slot_ports import SlotInfo

_COPIES = "A copy that somebody kept of the old slots opens it still, until `embargo rekey`."


def slots(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts; without one the slots are shown, which needs no secret."""
    acts = {
        None: _show,
        "add": _add,
        "remove": _remove,
        "rotate": _rotate,
        "drill": _drill,
        "review": _review,
    }
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
        rows = [
            (s.slot_id, " + ".join(s.factors or (s.kind,)), when(s.made_at), when(s.drilled_at), _named(s))
            for s in found
        ]
        print_text(table(rows, ("SLOT", "KIND", "MADE", "PROVED", "LABEL")))


def _named(slot: SlotInfo) -> str:
    return f"{slot.label} {tail(slot.fingerprint)}" if slot.fingerprint else slot.label


def _add(parsed: argparse.Namespace, program: Program) -> int:
    if parsed.kind == "recovery":
        require_output()
    with open_tools(parsed, program) as tools:  # before anybody is asked for a secret
        key_file = read_key_file(tools.files, parsed.key_file)
    with open_desk(parsed, program) as desk:
        secret = _new_passphrase(parsed) if parsed.kind == "passphrase" else ""
        before = {slot.slot_id for slot in desk.vault.slots()}
        code = desk.vault.add_slot(
            parsed.kind,
            secret,
            key_file=key_file,
            openpgp=parsed.openpgp,
            author=desk.handler,
            now=desk.tools.now(),
        )
        (made,) = (slot for slot in desk.vault.slots() if slot.slot_id not in before)
    with said_lost(f"Slot {made.slot_id} ({made.label}) was added.", code):
        _show_made(made, code, parsed)
    return Exit.DONE


def _rotate(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        kind = _slot_named(desk, parsed.slot_id)
        if kind == "recovery":
            require_output()
        secret = _new_passphrase(parsed) if kind == "passphrase" else ""
        before = {slot.slot_id for slot in desk.vault.slots()}
        code = desk.vault.rotate_slot(
            parsed.slot_id,
            secret,
            key_file=read_key_file(desk.tools.files, parsed.key_file),
            author=desk.handler,
            now=desk.tools.now(),
        )
        (made,) = (slot for slot in desk.vault.slots() if slot.slot_id not in before)
    with said_lost(f"Slot {made.slot_id} ({made.label}) took the place of {parsed.slot_id}.", code):
        _show_made(made, code, parsed)
    return Exit.DONE


def _drill(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        kind, secret = _slot_named(desk, parsed.slot_id) if parsed.slot_id else "recovery", ""
        if kind in ("passphrase", "recovery"):
            name = "Recovery code" if kind == "recovery" else "Passphrase"
            prompt, ask = f"{name} to prove: ", not parsed.no_input
            secret = read_secret(parsed.secret_fd, prompt, ask=ask, of="to prove ", option="--secret-fd")
        slot = desk.vault.drill_slot(
            parsed.slot_id,
            secret,
            key_file=read_key_file(desk.tools.files, parsed.key_file),
            author=desk.handler,
            now=desk.tools.now(),
        )
    if parsed.json:
        print_json(slot)
    else:
        say(f"Slot {slot.slot_id} ({slot.label}) opens the vault. That is recorded.")
    return Exit.DONE


def _slot_named(desk: Desk, slot_id: str) -> str:
    """The kind of a slot; what is no slot is said where it is used."""
    return next((slot.kind for slot in desk.vault.slots() if slot.slot_id == slot_id), "")


def _new_passphrase(parsed: argparse.Namespace) -> str:
    descriptor, ask, option = parsed.new_passphrase_fd, not parsed.no_input, "--new-passphrase-fd"
    secret = read_new_secret(descriptor, "New passphrase: ", ask=ask, of="for the new slot ", option=option)
    require_strong(secret)
    return secret


def _show_made(made: SlotInfo, code: str, parsed: argparse.Namespace) -> None:
    if parsed.json:
        print_json(msgspec.structs.asdict(made) | {"recovery_code": code}, must_arrive=bool(code))
        return
    if code:
        print_code(code, qr=parsed.qr)
    if parsed.slots_act == "add":
        say(f"Slot {made.slot_id} ({made.label}) added.")
    else:
        say(f"Slot {made.slot_id} ({made.label}) took the place of {parsed.slot_id}. {_COPIES}")


def _remove(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        desk.vault.remove_slot(parsed.slot_id, author=desk.handler, now=desk.tools.now())
    if parsed.json:
        print_json({"removed": parsed.slot_id})
    else:
        say(f"Slot {parsed.slot_id} removed: what opened it opens the vault no more. {_COPIES}")
    return Exit.DONE
