"""rekey: another key for the vault."""

import argparse
from collections.abc import Iterator, Sequence

from desktop.cli.custody.recovery_output import print_code, said_lost
from desktop.cli.output import print_json, say
from desktop.cli.program import Program
from desktop.cli.secret_input import read_secret
from desktop.cli.session import open_desk_with
from desktop.cli.streams import require_output
from desktop.domain.failures import Exit
from desktop.workflows.custody.read_key_file import read_key_file
from desktop.workflows.keeping_ports import Given, Rekeyed
from desktop.workflows.ports import Desk
from desktop.workflows.slot_ports import SlotInfo


def rekey(parsed: argparse.Namespace, program: Program) -> int:
    """Replace the data key; which slots could not stay is said before anything happens (Usage)."""
    require_output()
    with open_desk_with(parsed, program) as (desk, unlocked_by):
        given = [unlocked_by, *_others(parsed, desk)]
        outcome = desk.vault.rekey(given, parsed.drop, author=desk.handler, now=desk.tools.now())
    with said_lost("The vault has a new key.", outcome.code):
        _show(outcome, parsed)
    return Exit.DONE


def _others(parsed: argparse.Namespace, desk: Desk) -> Iterator[Given]:
    """The passphrases of slots that did not unlock: from descriptors, else asked for one by one."""
    key_file = read_key_file(desk.tools.files, parsed.key_file)
    for descriptor in parsed.other_passphrase_fd:
        yield from _with_and_without(read_secret(descriptor, "", ask=False), key_file)
    if parsed.other_passphrase_fd or parsed.no_input or parsed.passphrase_fd is not None:
        return
    asked = [s for s in desk.vault.slots() if s.kind == "passphrase" and s.slot_id not in parsed.drop]
    if len(asked) == 1 and parsed.unlock == "passphrase":
        return
    for slot in asked:
        secret = read_secret(None, f"Passphrase of slot {slot.slot_id} ({slot.label}): ")
        yield from _with_and_without(secret, key_file)


def _with_and_without(secret: str, key_file: bytes) -> Iterator[Given]:
    """A passphrase may be of a slot that needs the key file, or of one that does not."""
    yield Given(secret)
    if key_file:
        yield Given(secret, key_file)


def _show(outcome: Rekeyed, parsed: argparse.Namespace) -> None:
    if parsed.json:
        ids = {name: _ids(getattr(outcome, name)) for name in ("kept", "made", "gone")}
        print_json(ids | {"recovery_code": outcome.code}, must_arrive=bool(outcome.code))
        return
    if outcome.code:
        print_code(outcome.code, qr=parsed.qr)
    say("The vault has a new key: no sealed copy of the old one opens it.")
    for words, slots in (("As before", outcome.kept), ("New", outcome.made), ("Gone", outcome.gone)):
        for slot in slots:
            say(f"{words}: {slot.slot_id} ({slot.label}).")
    say("Backups made before still open with the slots of then. Make a new one: `embargo backup DIR`.")


def _ids(slots: Sequence[SlotInfo]) -> list[str]:
    return [slot.slot_id for slot in slots]
